/**
 * What the validator rejects because of another region of the same prediction: a relation to a region that it has
 * rejected, labels that do not repeat the shape of their id.
 */
import type { LabelingConfig } from '../labelingConfig/model';
import { fitsOf, fitting, mayHavePartner } from '../serverGate/alone';
import { gateOf } from '../serverGate/gate';
import { shapeOf } from '../serverGate/partners';
import { type Dict, equalityKey, isTruthy, isUnhashable } from '../serverGate/python';
import type { Path } from '../text/locate';
import type { RegionNode } from './nodes';
import type { Gate } from './problem';
import { idText } from './regionId';
import { toldBy } from './rejections';
import type { RegionFact, Report, Said } from './rule';
import { exactRegion, isTaken, verdictsOn } from './validator';
import { show } from './words';

/** A region: its id alone if it is taken whatever the others are, and nothing depends on it but relations. */
export type Fact = string | RegionOf | RelationOf;

interface RegionOf {
  /** The id as Python compares it; none for a region without an id. */
  key?: string;
  /** The id as text, where it is text or a number. */
  text?: string;
  /** Whether the validator takes it, as far as it alone can tell. */
  taken: boolean;
  /** The id is a list or an object, and every relation fails on it. */
  fatal?: true;
  /** The shape that it draws for a `labels` region of its id. */
  shape?: string;
  /** Of a `labels` region with an id: which shapes its value fits. */
  fits?: number;
  /** The validator fails on its type, and looks at no region behind it. */
  halts?: true;
  /** The type is no text, and the search for a shape goes no further. */
  blocks?: true;
  /** Who objects to something in the region's value. */
  said?: readonly Gate[];
}

interface RelationOf {
  ends: readonly { name: 'from_id' | 'to_id'; key: string; text?: string; isText: boolean }[];
}

export function factOf(region: RegionNode, config: LabelingConfig, said: Said): Fact | undefined {
  const { id, type } = region.value;
  if (type === 'relation') return relationFact(region);
  const gate = gateOf(config);
  const shape = gate.hasLabels && id !== undefined ? shapeOf(type) : undefined;
  const mayBePart = shape !== undefined || mayHavePartner(gate, region.value);
  const taken = isTaken(region, config) || verdictsOn(region, config).length === 0;
  if (taken && !mayBePart && (typeof id === 'string' || id === undefined)) return id as string | undefined;
  const fact: RegionOf = { taken };
  if (id !== undefined) noteId(fact, region);
  if (shape !== undefined) fact.shape = shape;
  if (taken && mayHavePartner(gate, region.value)) noteFits(fact, region, config, said);
  if (typeof type !== 'string') noteStop(fact, type, region, config);
  return fact;
}

function noteId(fact: RegionOf, region: RegionNode): void {
  const id = exactId(region, 'id');
  fact.key = equalityKey(id);
  const text = idText(region.value.id);
  if (text !== undefined) fact.text = text;
  if (isUnhashable(id)) fact.fatal = true;
}

/** Ids that are no text are looked at as they are written. */
function exactId(region: RegionNode, name: string): unknown {
  const id = region.value[name];
  return typeof id === 'string' ? id : exactRegion(region)[name];
}

function noteFits(fact: RegionOf, region: RegionNode, config: LabelingConfig, said: Said): void {
  const plain = isTaken(region, config) && !mayBeShape(region.value);
  fact.fits = plain ? 1 : fitsOf(gateOf(config), exactRegion(region));
  if (plain) return;
  const told = toldBy({ code: 'invalid-value', path: ['value'] }, region.path, said.of(region.ordinal));
  if (told) fact.said = told.gates;
}

/** Whether a value can fit a shape: each needs one of these keys. */
function mayBeShape({ value, from_name: name }: Dict): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const { x, points, rle, imageDataURL, vertices, [name as string]: wrapped } = value as Dict;
  return [x, points, rle, imageDataURL, vertices, wrapped].some((one) => one !== undefined);
}

function noteStop(fact: RegionOf, type: unknown, region: RegionNode, config: LabelingConfig): void {
  if (verdictsOn(region, config).some(({ code }) => code === 'unexpected-error')) fact.halts = true;
  if (isTruthy(type)) fact.blocks = true;
}

/** Ends that are missing, or can be no ids, are the matter of the relation alone. */
function relationFact(region: RegionNode): RelationOf {
  const ends: RelationOf['ends'][number][] = [];
  for (const name of ['from_id', 'to_id'] as const) {
    const end = region.value[name];
    if (end === undefined || isUnhashable(end)) continue;
    const key = equalityKey(exactId(region, name));
    const text = idText(end);
    ends.push({ name, key, isText: typeof end === 'string', ...(text !== undefined && { text }) });
  }
  return { ends };
}

type Facts = readonly RegionFact<Fact>[];
type Item = RegionFact<RegionOf>;

/** Says what follows from the regions of one prediction together. */
export function checkTogether(facts: Facts, report: Report): void {
  if (facts.every(({ fact }) => typeof fact === 'string')) return;
  const stop = facts.findIndex(({ fact }) => isRegion(fact) && fact.halts);
  const rejected = checkParts(facts, stop < 0 ? facts.length : stop, report);
  if (stop < 0) checkRelations(facts, rejected, report);
}

function isRegion(fact: Fact): fact is RegionOf {
  return typeof fact === 'object' && 'taken' in fact;
}

/**
 * @param end how many of the regions the validator looks at; it searches all for shapes
 * @returns the `labels` regions that do not fit what they belong to
 */
function checkParts(facts: Facts, end: number, report: Report): ReadonlySet<Fact> {
  const rejected = new Set<Fact>();
  if (!facts.some(({ fact }) => isRegion(fact) && fact.fits !== undefined)) return rejected;
  const shapes = new Map<string, Item>();
  let stopped: Item | undefined;
  for (const item of facts as readonly Item[]) {
    const { shape, key, blocks } = item.fact;
    if (blocks) {
      stopped = item;
      break;
    }
    if (shape !== undefined && key !== undefined && key !== 'null' && !shapes.has(key)) shapes.set(key, item);
  }
  for (const item of facts.slice(0, end) as readonly Item[]) {
    const { fits, key } = item.fact;
    if (fits === undefined) continue;
    const partner = shapes.get(key as string);
    if (!partner && stopped) report(searchFailed(item.path, stopped.path));
    else if (fitting(fits, partner?.fact.shape)) continue;
    else report(otherShape(item, partner));
    rejected.add(item.fact);
  }
  return rejected;
}

const SERVER = { severity: 'error', gates: ['server'], on: 'key' } as const;

function searchFailed(path: Path, cause: Path): Parameters<Report>[0] {
  return {
    ...SERVER,
    path: [...path, 'value'],
    message: 'The validator looks for the shape of this region, and fails on a region whose type is no text.',
    causedBy: { path: [...cause, 'type'], gates: ['server', 'upload'] },
  };
}

function otherShape({ path, fact }: Item, partner: Item | undefined): Parameters<Report>[0] {
  const at = [...path, 'value'];
  const id = show(fact.text ?? '');
  const message = partner
    ? `The validator rejects it: the region ${id} draws the shape ${show(partner.fact.shape)}, and the labels of the same id have to repeat its geometry. Write the keys of its value here too, beside "labels".`
    : `The validator rejects it: it finds no region with the id ${id} that draws this shape, and takes the labels for a span. Add that region, or write "start" and "end".`;
  return { ...SERVER, path: at, message, ...(fact.said && { causedBy: { path: at, gates: fact.said } }) };
}

function checkRelations(facts: Facts, rejected: ReadonlySet<Fact>, report: Report): void {
  const relations = facts.filter((item): item is RegionFact<RelationOf> => isRelation(item.fact));
  if (relations.length === 0) return;
  const ids = new Set<string>();
  let fatal: Path | undefined;
  for (const { fact, path } of facts) {
    if (isRelation(fact)) continue;
    if (typeof fact === 'string') ids.add(equalityKey(fact));
    else if (fact.taken && !rejected.has(fact)) {
      if (fact.fatal) fatal ??= path;
      if (fact.key !== undefined) ids.add(fact.key);
    }
  }
  const others = facts.filter((item): item is Item => isRegion(item.fact));
  for (const { fact, path } of relations) {
    if (fatal) report(relationFailed(path, fatal));
    else for (const end of fact.ends) if (!ids.has(end.key)) tellEnd(end, path, { facts, others }, report);
  }
}

function isRelation(fact: Fact): fact is RelationOf {
  return typeof fact === 'object' && 'ends' in fact;
}

function relationFailed(path: Path, cause: Path): Parameters<Report>[0] {
  return {
    ...SERVER,
    path,
    message: 'The validator fails on this relation, because the id of a region is a list or an object.',
    causedBy: { path: [...cause, 'id'], gates: ['editor'] },
  };
}

/** An end that no region has at all is what `dangling-relation` tells. */
function tellEnd(
  { name, key, text, isText }: RelationOf['ends'][number],
  path: Path,
  { facts, others }: { facts: Facts; others: readonly Item[] },
  report: Report,
): void {
  const at = [...path, name];
  const meant = others.find(({ fact }) => fact.key === key) ?? others.find(({ fact }) => fact.text === text);
  if (isText && !meant && !facts.some(({ fact }) => fact === text)) return;
  const isRejected = isText && meant?.fact.key === key;
  const cause = isRejected ? meant.path : isText && meant ? [...meant.path, 'id'] : at;
  report({
    ...SERVER,
    path: at,
    on: 'value',
    message: 'The validator finds no region of this id that it takes, and rejects the relation.',
    causedBy: { path: cause, gates: isRejected ? ['server'] : ['editor', 'upload'] },
  });
}
