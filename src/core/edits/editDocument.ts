import type { FixEdit } from '../fixes/fix';
import type { FixUnit } from '../fixes/target';
import { type TextEdit, textEdits } from '../fixes/textEdits';
import { UnitView } from '../fixes/unitView';
import { createLocator, type Path, type Span } from '../text/locate';
import type { CheckOptions } from '../validation/checkUnit';

/**
 * What is made of one unit.
 *
 * @param pick of parts of the unit, told by their paths, those that are meant
 */
export type UnitEdit = (unit: FixUnit, pick: (paths: readonly Path[]) => readonly Path[]) => readonly FixEdit[];

/** What is made of a text. */
export interface DocumentEdit {
  /** In the order of the text; offsets in it. */
  edits: TextEdit[];
  /** How many units they are in. */
  units: number;
}

/**
 * The changes of a text that do something in its units and leave everything else as it is written. Pauses behind each.
 *
 * @param units where they are
 * @param selected stretches of the text that somebody has chosen; none for all of the units
 * @throws an Error that names the line of a unit that is no JSON: then nothing is to be changed
 */
export function* editDocument(
  text: string,
  units: Iterable<Span>,
  options: CheckOptions,
  change: UnitEdit,
  selected: readonly Span[] = [],
): Generator<undefined, DocumentEdit, undefined> {
  const sum: DocumentEdit = { edits: [], units: 0 };
  for (const span of units) {
    const { start, end } = span;
    valueIn(text, span);
    const unit = text.slice(start, end);
    const pick = (paths: readonly Path[]): readonly Path[] => touchedBy(selected, unit, start, paths);
    const edits = textEdits(unit, change(new UnitView(unit, options), pick));
    if (!edits) throw new Error(`${lineOf(text, start)} cannot be changed like this; nothing was changed.`);
    if (edits.length > 0) sum.units++;
    for (const edit of edits) sum.edits.push({ ...edit, start: edit.start + start, end: edit.end + start });
    yield;
  }
  return sum;
}

/** The parts of a unit that a selection touches; all where it touches none of them, but something else of the unit. */
function touchedBy(selected: readonly Span[], unit: string, start: number, paths: readonly Path[]): readonly Path[] {
  if (selected.length === 0) return paths;
  const locate = createLocator(unit, { start: 0, end: unit.length });
  const touched = paths.filter((path) => {
    const value = locate(path)?.value;
    return value && selected.some((one) => start + value.start < one.end && start + value.end > one.start);
  });
  return touched.length > 0 ? touched : paths;
}

/**
 * What a unit holds.
 *
 * @throws an Error that names its line when it is no JSON
 */
export function valueIn(text: string, { start, end }: Span): unknown {
  try {
    return JSON.parse(text.slice(start, end));
  } catch {
    throw new Error(`${lineOf(text, start)} is not JSON. Mend it first; nothing was changed.`);
  }
}

function lineOf(text: string, offset: number): string {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return `What begins in line ${line.toLocaleString('en')}`;
}
