import type { Position, TextDocument } from 'vscode';
import type { ConfigIndex } from '../../core/navigation/configIndex';
import { mentionAt, type UnitMention } from '../../core/navigation/unitMentions';
import type { UnitReader } from '../../core/reading/unitReader';
import { scanUnits, type TextForm } from '../../core/text/units';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';

/** A text in a prediction or task file that stands for something. Offsets are those of the unit. */
export interface UnitSpot {
  unit: { start: number; reader: UnitReader };
  mention: UnitMention;
}

/** What stands at a position of a prediction or task file. */
export async function spotIn(
  document: TextDocument,
  position: Position,
  form: TextForm,
  publisher: DiagnosticsPublisher,
  index: ConfigIndex | undefined,
): Promise<UnitSpot | undefined> {
  const offset = document.offsetAt(position);
  const unit = await unitAt(document, offset, form, publisher);
  const mention = unit && mentionAt(unit.reader, offset - unit.start, index);
  return mention && { unit, mention };
}

/** The unit around an offset: the one that the check of the document knows, else a search for it. */
async function unitAt(
  document: TextDocument,
  offset: number,
  form: TextForm,
  publisher: DiagnosticsPublisher,
): Promise<UnitSpot['unit'] | undefined> {
  const live = publisher.liveOf(document);
  const cell = live?.checker.unitAt(live.check, offset);
  if (live && cell) {
    const reader = live.checker.readerOf(live.check, cell) ?? new live.checker.WholeReader(live.check.textOf(cell));
    return { start: cell.start, reader };
  }
  // Not bundled with what navigates: it reads with much of the check.
  const { WholeReader } = await import('../chunks/checker');
  const text = document.getText();
  const unit = scanUnits(text, form).units.find(({ start, end }) => start <= offset && offset <= end);
  return unit && { start: unit.start, reader: new WholeReader(text.slice(unit.start, unit.end)) };
}
