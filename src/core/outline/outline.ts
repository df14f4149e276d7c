/**
 * What a document holds, as a tree to go through: tasks by their data, predictions by their model version, regions by
 * label. It has an end: of a large document all of it is neither read nor shown, and the tree says so.
 */

import type { DocumentCheck } from '../engine/documentCheck';
import type { UnitCell } from '../engine/unitCell';
import { amount, shortened } from '../hover/amounts';
import { regionTitle } from '../hover/regionWords';
import { type OwnerText, type RegionText, readerOf, regionValue, type UnitReader } from '../reading/unitReader';
import { classifyKeys } from '../text/classify';
import type { Span } from '../text/locate';
import { readJson } from '../text/readJson';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../text/scan';
import { elements, members } from '../text/walk';
import { type Budget, HEAD, OutlineMemory } from './outlineMemory';

/** An entry of the tree. Offsets are those of the unit. */
export interface OutlineItem extends Span {
  name: string;
  detail: string;
  kind: 'task' | 'prediction' | 'annotation' | 'region' | 'relation' | 'note';
  children: readonly OutlineItem[];
}

/** The entry of a unit, and where the unit stands. */
export interface OutlineUnit {
  start: number;
  /** The same one as long as the unit is not edited, and no more of it is told. */
  item: OutlineItem;
}

/** How much of a document is read and shown. */
export interface OutlineLimits {
  /** Entries altogether, as VS Code's JSON service has it. */
  items: number;
  /** Characters of units that are looked into, nearest to what is in sight. */
  characters: number;
}

export const OUTLINE_LIMITS: OutlineLimits = { items: 5_000, characters: 262_144 };

/** Of these many entries at most half are units, so that there is room for what they hold. */
const UNITS_SHARE = 0.5;
const LONGEST_NAME = 60;

/**
 * The entries of a document. VS Code asks after every edit: only what was edited is read again.
 *
 * @param sight the part of the document that is looked at: of a large document what is around it is told in full
 */
export function outlineOf(check: DocumentCheck, sight: Span, limits: OutlineLimits = OUTLINE_LIMITS): OutlineUnit[] {
  const memory = memoryOf(check);
  const cells = [...check.outline.units()];
  const inSight = Math.max(
    0,
    cells.findIndex(({ end }) => end >= sight.start),
  );
  const { from, to } = windowAround(inSight, cells.length, Math.floor(limits.items * UNITS_SHARE));
  const shown = cells.slice(from, to);
  const budget = { items: limits.items - shown.length - 2, characters: limits.characters };
  const details = new Map<UnitCell, OutlineItem>();
  for (const [cell, n] of nearestFirst(shown, inSight - from)) {
    if (budget.items <= 0 || budget.characters <= 0) break;
    const item = memory.details(cell, from + n, budget, () => detailed(check, cell, from + n, sight, budget));
    if (item) details.set(cell, item);
  }
  memory.keep();
  const units = shown.map((cell, n) => ({
    start: cell.start,
    item: details.get(cell) ?? memory.head(cell, from + n, () => headOf(check, cell, from + n)),
  }));
  return withNotes(units, { from, to, all: cells.length, told: details.size }, cells);
}

const memories = new WeakMap<DocumentCheck, OutlineMemory>();

function memoryOf(check: DocumentCheck): OutlineMemory {
  const { config } = check.reading;
  const known = memories.get(check);
  if (known && known.config === config) return known;
  const fresh = new OutlineMemory(config);
  memories.set(check, fresh);
  return fresh;
}

/** A stretch of so many among all, around one of them. */
function windowAround(middle: number, all: number, most: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(middle - Math.floor(most / 2), all - most));
  return { from, to: Math.min(all, from + most) };
}

function* nearestFirst<T>(list: readonly T[], middle: number): Generator<[T, number], void, undefined> {
  for (let away = 0; away < list.length; away++) {
    const behind = list[middle + away];
    const before = away > 0 ? list[middle - away] : undefined;
    if (behind !== undefined) yield [behind, middle + away];
    if (before !== undefined) yield [before, middle - away];
  }
}

/** Says what is left out, at both ends: there the entries stand. */
function withNotes(
  units: OutlineUnit[],
  { from, to, all, told }: { from: number; to: number; all: number; told: number },
  cells: readonly UnitCell[],
): OutlineUnit[] {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return units;
  const notes: OutlineUnit[] = [];
  if (from > 0) notes.push(note(`${amount(from, 0)} before are not listed`, 'large file', first));
  for (const unit of units) notes.push(unit);
  if (to < all) notes.push(note(`${amount(all - to, 0)} more are not listed`, 'large file', last));
  else if (told < units.length) {
    notes.push(note('Regions are listed around what is in sight', 'large file; listed anew with every edit', last));
  }
  return notes;
}

function note(name: string, detail: string, { start, length }: UnitCell): OutlineUnit {
  return { start, item: { name, detail, kind: 'note', start: 0, end: length, children: [] } };
}

/** A unit by its first characters alone. */
function headOf(check: DocumentCheck, cell: UnitCell, index: number): OutlineItem {
  const head = check.textOf(cell, HEAD);
  return { ...titleOf(head, index), start: 0, end: cell.length, children: [] };
}

function titleOf(text: string, index: number): Pick<OutlineItem, 'name' | 'detail' | 'kind'> {
  const { keys, scalars, data } = readHead(text);
  if (classifyKeys(keys) === 'prediction') {
    const task = scalars.task === undefined ? `Prediction ${index + 1}` : `Task ${wordOf(scalars.task)}`;
    return { name: task, detail: ownerDetail(scalars, true), kind: 'prediction' };
  }
  const id = wordOf(scalars.id);
  const name = data ?? (id === undefined ? `Task ${index + 1}` : `Task ${id}`);
  return { name, detail: data !== undefined && id !== undefined ? `task ${id}` : 'task', kind: 'task' };
}

const TITLE_KEYS: ReadonlySet<string> = new Set(['id', 'task', 'model_version', 'score']);

/** What the title of a unit is made of, in one pass: there are thousands of units. */
function readHead(text: string): { keys: string[]; scalars: Record<string, unknown>; data: string | undefined } {
  const keys: string[] = [];
  const scalars: Record<string, unknown> = {};
  let data: string | undefined;
  for (const { key, valueStart, valueEnd } of members(text, 0)) {
    keys.push(key);
    if (key === 'data') data = dataWord(text, valueStart);
    else if (TITLE_KEYS.has(key)) scalars[key] = readJson(text.slice(valueStart, valueEnd));
  }
  return { keys, scalars, data };
}

/** A text or number that can stand for itself. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? String(value) : undefined;
}

/** The first value of the data, cut: of an address its end tells more than its beginning. */
function dataWord(text: string, start: number): string | undefined {
  for (const { valueStart, valueEnd } of members(text, start)) {
    const word = firstWord(text, valueStart, valueEnd);
    if (word !== undefined) return word;
  }
  return undefined;
}

function firstWord(text: string, start: number, end: number): string | undefined {
  const first = text.charCodeAt(start);
  if (first === OPEN_BRACKET) {
    for (const element of elements(text, start)) return firstWord(text, element.start, element.end);
    return undefined;
  }
  if (first === OPEN_BRACE) {
    for (const { valueStart, valueEnd } of members(text, start)) return firstWord(text, valueStart, valueEnd);
    return undefined;
  }
  const written = text.slice(start, end);
  // The head of a unit may end in the middle of a long text.
  const value = readJson(written) ?? (first === QUOTE ? readJson(`${written.replace(/\\.?$/, '')}"`) : undefined);
  const word = wordOf(value);
  return word === undefined ? undefined : shortAddress(word);
}

function shortAddress(word: string): string {
  const isAddress = /^\S+\/\S+$/.test(word) && !word.startsWith('data:');
  if (!isAddress || word.length <= LONGEST_NAME) return shortened(word, LONGEST_NAME);
  return `…${[...word].slice(1 - LONGEST_NAME).join('')}`;
}

/** A unit with all that it holds, as far as that is allowed; undefined for one that cannot be read. */
function detailed(
  check: DocumentCheck,
  cell: UnitCell,
  index: number,
  sight: Span,
  budget: Budget,
): OutlineItem | undefined {
  const reader = readerOf(check, cell);
  if (!reader) return undefined;
  const { start, length } = cell;
  const children: OutlineItem[] = [];
  const inUnit = { start: sight.start - start, end: sight.end - start };
  budget.characters -= HEAD;
  const around = { data: reader.data(), config: check.reading.config };
  for (const owner of reader.owners()) {
    if (owner.path.length > 0 && --budget.items < 0) break;
    const regions = regionsOf(reader, owner, inUnit, budget).map((region) => regionItem(region, around));
    if (owner.path.length === 0) children.push(...regions);
    else children.push({ ...ownerTitle(owner), start: owner.start, end: owner.end, children: regions });
  }
  return { ...titleOf(reader.text(0, Math.min(length, HEAD)), index), start: 0, end: length, children };
}

/** The regions of an owner; of more than there is room for those around what is in sight. */
function regionsOf(reader: UnitReader, owner: OwnerText, sight: Span, budget: Budget): RegionText[] {
  if (budget.items <= 0 || budget.characters <= 0) return [];
  const half = Math.floor(budget.characters / 2);
  const isAll = owner.end - owner.start <= budget.characters;
  const found: RegionText[] = [];
  const within = isAll ? undefined : { start: sight.start - half, end: Math.max(sight.start, owner.start) + half };
  for (const region of reader.regions(owner.path, within)) {
    if (found.length >= budget.items) break;
    found.push(region);
    budget.characters -= region.text.length;
  }
  budget.items -= found.length;
  return found;
}

function ownerTitle({ path, scalars }: OwnerText): Pick<OutlineItem, 'name' | 'detail' | 'kind'> {
  const index = Number(path[1]) + 1;
  if (path[0] === 'annotations') {
    const id = wordOf(scalars.id);
    return {
      name: id === undefined ? `Annotation ${index}` : `Annotation ${id}`,
      detail: 'annotation',
      kind: 'annotation',
    };
  }
  const version = wordOf(scalars.model_version);
  return {
    name: version === undefined ? `Prediction ${index}` : shortened(version, LONGEST_NAME),
    detail: ownerDetail(scalars, false),
    kind: 'prediction',
  };
}

function ownerDetail({ model_version: version, score }: OwnerText['scalars'], withVersion: boolean): string {
  const said = withVersion ? wordOf(version) : undefined;
  const parts = [said ?? 'prediction', typeof score === 'number' ? `score ${amount(score, 4)}` : ''];
  return parts.filter((part) => part !== '').join(', ');
}

function regionItem(region: RegionText, around: Parameters<typeof regionTitle>[1]): OutlineItem {
  const value = regionValue(region);
  const type = typeof value.type === 'string' ? value.type : 'region';
  const isRelation = type === 'relation';
  const title = isRelation ? relationTitle(value) : regionTitle(value, around);
  return {
    name: title.trim() === '' ? type : title,
    detail: type,
    kind: isRelation ? 'relation' : 'region',
    start: region.start,
    end: region.end,
    children: [],
  };
}

function relationTitle({ from_id: from, to_id: to, labels }: Readonly<Record<string, unknown>>): string {
  const names = Array.isArray(labels) ? labels.filter((label) => typeof label === 'string') : [];
  return `${wordOf(from) ?? '?'} → ${wordOf(to) ?? '?'}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
}
