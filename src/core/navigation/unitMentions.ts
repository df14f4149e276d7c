import type { Span } from '../text/locate';
import type { ConfigIndex } from './configIndex';
import { mayHold } from './literal';
import { type RegionMention, regionMentions } from './regionMentions';
import { type ConfigSymbol, isSame, type RegionSymbol, wordOf } from './symbol';
import { regionAt, regionsIn, resultLists } from './unitRegions';

/** What is written at an offset of a unit. */
export interface UnitMention extends RegionMention {
  /** Offset of the list of regions that it is in: ids mean something in it only. */
  list: number;
}

/** A place where a symbol is used. The span is that of the text with its quotes. */
export interface Use extends Span {
  /** It can be something else too. */
  isOpen: boolean;
}

/**
 * What the text at an offset stands for.
 *
 * @param start of the unit in the text
 * @param index of the labeling config; without one only ids are found
 */
export function mentionAt(
  json: string,
  start: number,
  offset: number,
  index: ConfigIndex | undefined,
): UnitMention | undefined {
  const region = regionAt(json, start, offset);
  if (!region) return undefined;
  const found = regionMentions(json, region.start, index).filter((one) => one.start <= offset && offset <= one.end);
  // An id can be a name and a label as well, but no text is two of these.
  const [mention] = found;
  return mention && { ...mention, list: region.list };
}

/** The places in a unit where a name or label is used. */
export function* usesIn(json: string, start: number, index: ConfigIndex, symbol: ConfigSymbol): Generator<Use> {
  for (const list of resultLists(json, start)) yield* usesInList(json, list, index, symbol);
}

/** The places in one list of regions where the id of a region is written; with its own first. */
export function idsIn(json: string, list: number, symbol: RegionSymbol): (Use & { isDeclaration: boolean })[] {
  const found: (Use & { isDeclaration: boolean })[] = [];
  for (const region of regionsIn(json, list)) {
    if (!mayHold(json.slice(region.start, region.end), symbol.id)) continue;
    for (const { start, end, symbols, isDeclaration } of regionMentions(json, region.start, undefined)) {
      if (symbols.some((one) => isSame(one, symbol))) found.push({ start, end, isOpen: false, isDeclaration });
    }
  }
  return found;
}

/** The regions of a list that have an id, with the place of the id. */
export function regionsOfId(json: string, list: number, symbol: RegionSymbol): { region: Span; id: Span }[] {
  const found: { region: Span; id: Span }[] = [];
  for (const region of regionsIn(json, list)) {
    const id = ownId(json, region.start);
    if (id && isSame(id.symbols[0] as RegionSymbol, symbol)) found.push({ region, id });
  }
  return found;
}

/** The ids of all regions of a list. */
export function idsOfList(json: string, list: number): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { start } of regionsIn(json, list)) {
    const id = ownId(json, start)?.symbols[0];
    if (id?.kind === 'region') ids.add(id.id);
  }
  return ids;
}

function ownId(json: string, region: number): RegionMention | undefined {
  return regionMentions(json, region, undefined).find(({ isDeclaration }) => isDeclaration);
}

/** What a text has to hold where a symbol is used, unless it is escaped. Empty for names that a Repeater makes others of. */
export function searchedFor({ config }: ConfigIndex, symbol: ConfigSymbol): string {
  const { name } = symbol.kind === 'name' ? symbol : { name: '' };
  const isRepeated = config.controls.get(name)?.repeated || config.objects.get(name)?.repeated;
  return isRepeated ? '' : wordOf(symbol);
}

function* usesInList(json: string, list: number, index: ConfigIndex, symbol: ConfigSymbol): Generator<Use> {
  const word = searchedFor(index, symbol);
  for (const region of regionsIn(json, list)) {
    if (!mayHold(json.slice(region.start, region.end), word)) continue;
    for (const { start, end, symbols } of regionMentions(json, region.start, index)) {
      if (symbols.some((one) => isSame(one, symbol))) yield { start, end, isOpen: symbols.length > 1 };
    }
  }
}
