import { createLocator, type Path, type Place } from '../text/locate';
import { type RegionTable, type Split, unitOffset } from '../text/split';
import { type CheckOptions, checkRegion, type ShellResult, type UnitResult } from '../validation/checkUnit';
import { comparePredictions } from '../validation/compare';
import { type Facts, noFacts, ordinalAt } from '../validation/facts';
import { allInputs } from '../validation/inputs';
import { inOrder, type UnitProblem } from '../validation/problem';
import type { Inputs, Rule } from '../validation/rule';
import { Sink } from '../validation/sink';

/** Regions that are checked between two pauses. */
const PAUSE = 16;

/** Gives a part of the unit's text, by offsets in the unit. */
export type ReadPart = (start: number, end: number) => string;

/** A unit that was taken apart, and how to read it. */
export interface Apart {
  split: Split;
  table: RegionTable;
  /** The task's data, for the rules that read it. */
  readonly data: Inputs['data'];
  read: ReadPart;
  /** How often a region was edited, by its cut, so that what was read of it need not be read again. */
  readonly edits: number[];
}

/** What is known of it after its check. */
export interface ApartResult extends UnitResult {
  /** Regions that are no JSON. */
  tornRegions: Set<number>;
}

/**
 * Checks a unit that was taken apart: region after region, then what compares them. With the shell's own problems that
 * gives the same as `checkUnit`. Pauses now and then.
 */
export function* checkApart(
  apart: Apart,
  shell: ShellResult,
  options: CheckOptions,
): Generator<undefined, ApartResult, undefined> {
  const { split, table } = apart;
  const { own, kind, predictions, annotations } = shell;
  const problems: UnitProblem[] = [...shell.problems];
  const facts: Facts = noFacts();
  const tornRegions = new Set<number>();
  for (let ordinal = 0; ordinal < table.of.length; ordinal++) {
    const found = checkCut(apart, ordinal, options, facts);
    for (const problem of found.problems) problems.push(problem);
    if (!found.wellFormed) tornRegions.add(ordinal);
    if (ordinal % PAUSE === PAUSE - 1) yield;
  }
  const wellFormed = split.intact && shell.wellFormed && tornRegions.size === 0;
  const regions = { predictions: table.predictions, of: table.of, index: table.index };
  if (options.rules.isWhole) {
    const compared = compareApart(apart, { regions, facts, wellFormed }, options);
    for (const problem of compared) problems.push(problem);
  }
  return {
    own,
    kind,
    wellFormed,
    predictions,
    annotations,
    problems: problems.sort(inOrder),
    regions,
    facts,
    tornRegions,
  };
}

/** Checks one region of a unit that was taken apart. */
export function checkCut({ split, table, data, read }: Apart, ordinal: number, options: CheckOptions, facts: Facts) {
  const cut = table.cut[ordinal] as number;
  const start = split.start[cut] as number;
  const prediction = table.predictions[table.of[ordinal] as number] ?? [];
  const place = { prediction, index: table.index[ordinal] as number, ordinal, start };
  return checkRegion(read(start, split.end[cut] as number), place, options, data, facts);
}

/**
 * Compares the regions of a unit that was taken apart.
 *
 * @param only the rules to run; all if left out
 */
export function compareApart(
  apart: Apart,
  unit: Pick<UnitResult, 'regions' | 'facts' | 'wellFormed'>,
  options: CheckOptions,
  only?: ReadonlySet<Rule>,
): UnitProblem[] {
  const parsed = { place: placesIn(apart), isTorn: () => false };
  const sink = new Sink({ parsed, root: [], offset: (at) => at }, (path) => ordinalAt(unit.regions, path));
  comparePredictions(options.rules, unit, allInputs(options.config, apart.data), sink, only);
  return sink.problems;
}

/** Finds places in a unit that was taken apart, in offsets of the unit. */
export function placesIn({ split, table, read }: Apart): (path: Path) => Place | undefined {
  const inShell = createLocator(split.shell, { start: 0, end: split.shell.length });
  return (path) => {
    const ordinal = ordinalAt(table, path);
    if (ordinal < 0) return moved(inShell(path), (at) => unitOffset(split, at));
    const cut = table.cut[ordinal] as number;
    const start = split.start[cut] as number;
    const text = read(start, split.end[cut] as number);
    const depth = (table.predictions[0]?.length ?? 0) + 2;
    const place = createLocator(text, { start: 0, end: text.length })(path.slice(depth));
    return moved(place, (at) => start + at);
  };
}

function moved(place: Place | undefined, offset: (at: number) => number): Place | undefined {
  if (!place) return undefined;
  const { value, key } = place;
  const span = { start: offset(value.start), end: offset(value.end) };
  return key ? { value: span, key: { start: offset(key.start), end: offset(key.end) } } : { value: span };
}
