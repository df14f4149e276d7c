import type { DocumentCheck } from '../engine/documentCheck';
import { UnitCell } from '../engine/unitCell';
import { unitAt } from '../reading/unitReader';
import { complete, type Proposal } from './complete';

/** Characters on both sides in which model versions are looked for that the file uses. */
const NEIGHBOURHOOD = 100_000;

const VERSION = /"model_version"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/**
 * Proposals for a place in a document that is being checked; offsets are those of the document.
 *
 * @param isOneLine what is inserted must not break the line, as in JSONL
 */
export function completeInDocument(check: DocumentCheck, offset: number, isOneLine: boolean): Proposal[] {
  const cell = unitAt(check, offset);
  if (!cell) return [];
  const { config } = check.reading;
  const proposals = complete(check.textOf(cell), offset - cell.start, {
    config,
    versions: versionsAround(check, offset),
    indent: isOneLine ? '' : '\t',
  });
  return proposals.map((proposal) => ({
    ...proposal,
    replaced: { start: cell.start + proposal.replaced.start, end: cell.start + proposal.replaced.end },
  }));
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
