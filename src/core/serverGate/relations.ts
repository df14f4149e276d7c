/** `_validate_relation_logic` of label-studio-sdk 2.1.2. */
import type { Path } from '../text/locate';
import { type Dict, equalityKey, isUnhashable, unhashable } from './python';
import type { RawVerdict, VerdictCode } from './verdict';

const REQUIRED = ['direction', 'from_id', 'to_id'] as const;
const ENDS = [
  ['from_id', 'relation-from-id-not-found'],
  ['to_id', 'relation-to-id-not-found'],
] as const;

/** The ids that relations may point to: those of the regions without an error. */
export class RegionIds {
  readonly #keys = new Set<string>();
  /** The text of the exception that every relation meets when one of these ids cannot be looked up. */
  readonly failure: string | undefined;

  /** @param regions the valid regions, in order */
  constructor(regions: Iterable<Dict>) {
    for (const { id } of regions) {
      if (id === undefined) continue;
      if (isUnhashable(id)) {
        this.failure = unhashable(id);
        return;
      }
      this.#keys.add(equalityKey(id));
    }
  }

  has(id: unknown): boolean {
    return this.#keys.has(equalityKey(id));
  }
}

/**
 * Looks at one relation and notes what is wrong.
 *
 * @param index its position in `result`
 */
export function checkRelation(relation: Dict, index: number, ids: RegionIds, verdicts: RawVerdict[]): void {
  const note = (code: VerdictCode, path: Path, detail: string) => verdicts.push({ region: index, code, path, detail });
  checkOwnKeys(relation, note);
  if (ids.failure !== undefined) {
    note('relation-exception', [], ids.failure);
    return;
  }
  for (const [key, code] of ENDS) {
    // A missing id is looked for as null, which a region may have.
    const id = relation[key] ?? null;
    if (isUnhashable(id)) {
      note('relation-exception', [key], unhashable(id));
      return;
    }
    if (!ids.has(id)) note(code, [key], 'the id of a region');
  }
}

/** The same without the ids of regions. */
export function checkRelationAlone(relation: Dict, index: number, verdicts: RawVerdict[]): void {
  const note = (code: VerdictCode, path: Path, detail: string) => verdicts.push({ region: index, code, path, detail });
  checkOwnKeys(relation, note);
  for (const [key] of ENDS) {
    const id = relation[key];
    if (isUnhashable(id)) note('relation-exception', [key], unhashable(id));
  }
}

function checkOwnKeys(relation: Dict, note: (code: VerdictCode, path: Path, detail: string) => void): void {
  for (const key of REQUIRED) if (relation[key] === undefined) note('relation-missing-field', [key], key);
  const { direction } = relation;
  if (direction !== 'left' && direction !== 'right' && direction !== 'bi') {
    note('relation-direction-invalid', ['direction'], 'left, right, bi');
  }
}
