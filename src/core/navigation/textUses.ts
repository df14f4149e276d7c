import { isJson } from '../text/isJson';
import type { TextForm } from '../text/units';
import { scanUnits } from '../text/units';
import type { ConfigIndex } from './configIndex';
import { mayHold } from './literal';
import type { ConfigSymbol } from './symbol';
import { searchedFor, type Use, usesIn } from './unitMentions';

/** Where a symbol is used in a text, and whether that is all. */
export interface TextUses {
  /** In the order of the text. */
  uses: Use[];
  /** Some unit that can hold the symbol is no JSON: what comes behind its first fault was not looked at. */
  isBroken: boolean;
}

/** A unit by its place. */
interface Stretch {
  start: number;
  end: number;
}

/**
 * Looks for the uses of a symbol in a text that is held whole, such as that of an open document.
 *
 * @param units where its units are, if that is known already
 */
export function usesInText(
  text: string,
  form: TextForm,
  index: ConfigIndex,
  symbol: ConfigSymbol,
  units?: Iterable<Stretch>,
): TextUses {
  const word = searchedFor(index, symbol);
  const found: TextUses = { uses: [], isBroken: false };
  // Most files that hold nothing are told by one search.
  if (!mayHold(text, word)) return found;
  for (const { start, end } of units ?? scanUnits(text, form).units) {
    const unit = text.slice(start, end);
    if (!mayHold(unit, word)) continue;
    for (const use of usesIn(unit, 0, index, symbol)) {
      found.uses.push({ ...use, start: use.start + start, end: use.end + start });
    }
    found.isBroken ||= !isJson(unit);
  }
  found.uses.sort((a, b) => a.start - b.start);
  return found;
}
