import type { TextSource } from '../ports';
import { Cursor } from '../text/cursor';
import { type Split, splitUnit } from '../text/split';
import { type CheckOptions, checkShell, checkUnit, type UnitResult } from '../validation/checkUnit';
import { sameFact } from '../validation/facts';
import type { UnitProblem } from '../validation/problem';
import type { Edit } from './edit';
import { type FileColumns, fileColumns } from './fileFacts';
import { type Apart, checkApart, type ReadPart } from './largeUnit';
import { Stretch } from './ledger';

/** A unit of a document, with what is known of it. */
export class UnitCell extends Stretch {
  result: UnitResult | undefined;
  /** What it says about the file. */
  columns: FileColumns = [];
  /** Its brackets do not match inside of it. */
  torn = false;
  /** What has changed in it since its last check. */
  edit: Edit | undefined;
  /** A large unit, taken apart. */
  apart: Apart | undefined;
  /** Regions of a large unit that are no JSON. */
  tornRegions: Set<number> = new Set();
  /** Whether what is around the regions of a large unit is JSON. */
  isShellSound = false;
  /** Which config its rules have seen. */
  config = 0;

  get problems(): readonly UnitProblem[] {
    return this.result?.problems ?? [];
  }

  /** Forgets what was found, so that everything is looked for again. */
  forget(): void {
    this.edit = undefined;
    this.apart = undefined;
  }

  /** Takes the result of a check of the whole unit. */
  take(result: UnitResult, options: CheckOptions): void {
    this.result = result;
    const columns = fileColumns(options.rules, result.facts);
    // The same facts again are no news for the rules about the file.
    if (!sameFact(columns, this.columns)) this.columns = columns;
    this.edit = undefined;
  }
}

/** A part of the text that is still to be searched for units. */
export class Hole extends Stretch {}

/** The text of a unit, by offsets in it; right also after the unit has moved. */
export function reader(text: () => TextSource, cell: Stretch): ReadPart {
  return (start, end) => text().slice(cell.start + start, cell.start + end);
}

/** Checks a unit that is small enough to be looked at in one go. */
export function checkSmall(cell: UnitCell, text: string, options: CheckOptions, value?: unknown): void {
  cell.apart = undefined;
  cell.take(checkUnit(text, options, value), options);
}

/** Characters of a large unit that are read at a time. */
const PIECE = 65_536;

/** Takes a large unit apart and checks all of it. Pauses now and then; any edit of the unit makes it worthless. */
export function* checkLarge(
  cell: UnitCell,
  text: () => TextSource,
  options: CheckOptions,
): Generator<undefined, void, undefined> {
  const read = reader(text, cell);
  const from = (at: number): string | undefined =>
    at < cell.length ? read(at, Math.min(at + PIECE, cell.length)) : undefined;
  const split: Split = yield* splitUnit(new Cursor(from));
  if (split.length < cell.length) split.intact = false;
  split.length = cell.length;
  yield* takeApart(cell, split, text, options);
}

/** Checks all of a unit that was taken apart. */
export function* takeApart(
  cell: UnitCell,
  split: Split,
  text: () => TextSource,
  options: CheckOptions,
): Generator<undefined, void, undefined> {
  const shell = checkShell(split, options);
  const apart: Apart = { split, table: shell.table, data: shell.data, read: reader(text, cell), edits: [] };
  yield;
  const result = yield* checkApart(apart, shell, options);
  cell.apart = apart;
  cell.torn = !split.intact;
  cell.tornRegions = result.tornRegions;
  cell.isShellSound = split.intact && shell.wellFormed;
  cell.take(result, options);
}
