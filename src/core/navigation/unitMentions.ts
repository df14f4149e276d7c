import { type RegionText, textOffsetOf, type UnitReader, unitOffsetOf } from '../reading/unitReader';
import type { Path, Span } from '../text/locate';
import type { ConfigIndex } from './configIndex';
import { mayHold } from './literal';
import { type RegionMention, regionMentions } from './regionMentions';
import { type ConfigSymbol, isSame, type RegionSymbol, wordOf } from './symbol';
import { eachRegion } from './unitRegions';

/** What is written at an offset of a unit. */
export interface UnitMention extends RegionMention {
  /** The prediction or annotation that it is in: ids mean something in it only. */
  owner: Path;
}

/** A place where a symbol is used. The span is that of the text with its quotes. */
export interface Use extends Span {
  /** It can be something else too. */
  isOpen: boolean;
}

/**
 * What the text at an offset of a unit stands for.
 *
 * @param index of the labeling config; without one only ids are found
 */
export function mentionAt(unit: UnitReader, offset: number, index: ConfigIndex | undefined): UnitMention | undefined {
  const region = unit.spotAt(offset)?.region;
  if (!region) return undefined;
  const at = textOffsetOf(region, offset);
  if (at === undefined) return undefined;
  // An id can be a name and a label as well, but no text is two of these.
  const mention = regionMentions(region.text, 0, index).find(({ start, end }) => start <= at && at <= end);
  return mention && { ...placed(mention, region), owner: region.path.slice(0, -2) };
}

const placed = <T extends Span>(mention: T, region: RegionText): T => ({
  ...mention,
  start: unitOffsetOf(region, mention.start),
  end: unitOffsetOf(region, mention.end),
});

/** The places in a unit where a name or label is used, in the order of the text. */
export function usesIn(json: string, start: number, index: ConfigIndex, symbol: ConfigSymbol): Use[] {
  const word = searchedFor(index, symbol);
  const uses: Use[] = [];
  eachRegion(json, start, (region, end) => {
    if (!mayHold(json.slice(region, end), word)) return;
    for (const mention of regionMentions(json, region, index)) {
      if (!mention.symbols.some((one) => isSame(one, symbol))) continue;
      uses.push({ start: mention.start, end: mention.end, isOpen: mention.symbols.length > 1 });
    }
  });
  return uses;
}

/** The places in a prediction or annotation where the id of a region is written; with its own first. */
export function idsIn(unit: UnitReader, owner: Path, symbol: RegionSymbol): (Use & { isDeclaration: boolean })[] {
  const found: (Use & { isDeclaration: boolean })[] = [];
  for (const region of unit.regionsOfId(owner, symbol.id)) {
    for (const mention of regionMentions(region.text, 0, undefined)) {
      if (!mention.symbols.some((one) => isSame(one, symbol))) continue;
      const { start, end, isDeclaration } = placed(mention, region);
      found.push({ start, end, isOpen: false, isDeclaration });
    }
  }
  return found;
}

/** The regions of a prediction or annotation that have an id, with the place of the id. */
export function regionsOfId(unit: UnitReader, owner: Path, symbol: RegionSymbol): { region: Span; id: Span }[] {
  const found: { region: Span; id: Span }[] = [];
  for (const region of unit.regionsOfId(owner, symbol.id)) {
    const id = regionMentions(region.text, 0, undefined).find(({ isDeclaration }) => isDeclaration);
    if (id && isSame(id.symbols[0] as RegionSymbol, symbol)) found.push({ region, id: placed(id, region) });
  }
  return found;
}

/** Whether a region of a prediction or annotation has an id. */
export function hasId(unit: UnitReader, owner: Path, id: string): boolean {
  return regionsOfId(unit, owner, { kind: 'region', id }).length > 0;
}

/** What a text has to hold where a symbol is used, unless it is escaped. Empty for names that a Repeater makes others of. */
export function searchedFor({ config }: ConfigIndex, symbol: ConfigSymbol): string {
  const { name } = symbol.kind === 'name' ? symbol : { name: '' };
  const isRepeated = config.controls.get(name)?.repeated || config.objects.get(name)?.repeated;
  return isRepeated ? '' : wordOf(symbol);
}
