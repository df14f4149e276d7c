import type { DocumentCheck } from '../engine/documentCheck';
import { UnitCell } from '../engine/unitCell';
import type { LabelingConfig } from '../labelingConfig/model';
import { unitAt } from '../reading/unitReader';
import { complete, type Proposal } from './complete';
import { wholePrediction, wholeTask } from './whole';

/** Characters on both sides in which model versions are looked for that the file uses. */
const NEIGHBOURHOOD = 100_000;

const VERSION = /"model_version"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/**
 * Proposals for a place in a document that is being checked; offsets are those of the document.
 *
 * @param isOneLine what is inserted must not break the line, as in JSONL
 * @param expects what the units of the document are, where that is known
 */
export function completeInDocument(
  check: DocumentCheck,
  offset: number,
  isOneLine: boolean,
  expects?: 'task' | 'prediction',
): Proposal[] {
  const cell = unitAt(check, offset);
  const { config } = check.reading;
  const indent = isOneLine ? '' : '\t';
  if (!cell) return config ? wholeUnits(check, offset, config, indent, expects) : [];
  const proposals = complete(check.textOf(cell), offset - cell.start, {
    config,
    versions: versionsAround(check, offset),
    indent,
  });
  return proposals.map((proposal) => ({
    ...proposal,
    replaced: { start: cell.start + proposal.replaced.start, end: cell.start + proposal.replaced.end },
  }));
}

/** Between the units of a file: a whole one. */
function wholeUnits(
  { outline }: DocumentCheck,
  offset: number,
  config: LabelingConfig,
  indent: string,
  expects: 'task' | 'prediction' | undefined,
): Proposal[] {
  // JSONL has a line for each; elsewhere the list has to be open.
  if (indent !== '' && (outline.root !== 'array' || offset < outline.head)) return [];
  const drafts = [
    ...(expects === 'task' ? [] : wholePrediction(config, indent, true)),
    ...(expects === 'prediction' ? [] : wholeTask(config, indent)),
  ];
  return drafts.map((draft, rank) => ({ ...draft, rank, replaced: { start: offset, end: offset } }));
}

/** Worked out only for those who ask. */
function* versionsAround(check: DocumentCheck, offset: number): Generator<string> {
  for (const cell of check.outline.cells.touching(Math.max(0, offset - NEIGHBOURHOOD), offset + NEIGHBOURHOOD)) {
    if (!(cell instanceof UnitCell) || cell.length > NEIGHBOURHOOD) continue;
    for (const [, written] of check.textOf(cell).matchAll(VERSION)) {
      const version = textOf(written as string);
      if (version) yield version;
    }
  }
}

function textOf(json: string): string {
  try {
    return JSON.parse(json) as string;
  } catch {
    return '';
  }
}
