import { addTo } from '../../addTo';
import { isObject } from '../../isObject';
import { canonical } from '../../upload/canonical';
import { editorId, idText } from '../../validation/regionId';
import { ANSWER_TYPES } from '../../validation/regionTypes';
import { asText } from '../../validation/words';
import { applyEdits } from '../compose';
import { append, type FixEdit, type NewValue, set } from '../fix';
import { textEdits } from '../textEdits';

export type Item = Readonly<Record<string, unknown>>;

const ANSWERS: ReadonlySet<unknown> = new Set(ANSWER_TYPES);

/** One item of a `result` on its way into another prediction. */
export class Entry {
  /** What it is; an empty object where it is something else, of which nothing can be said. */
  readonly value: Item;
  /** Its id as the editor compares it. */
  readonly id: string | undefined;
  #same: string | undefined;

  /**
   * @param json as it is written
   * @param index where it stands in the prediction that the others come into; undefined for one of theirs
   */
  constructor(
    value: unknown,
    readonly json: string,
    readonly index: number | undefined,
  ) {
    this.value = isObject(value) ? value : {};
    const id = idText(this.value.id);
    this.id = id === undefined ? undefined : editorId(id);
  }

  /** Equal for entries that say the same, however they are written. */
  get same(): string {
    this.#same ??= sameText(this.json);
    return this.#same;
  }

  get isAnswer(): boolean {
    return ANSWERS.has(this.value.type);
  }

  /** Whether it draws or marks something, or says of what is drawn which label it has. */
  get isRegion(): boolean {
    return typeof this.value.type === 'string' && !this.isAnswer && !this.isRelation;
  }

  get isRelation(): boolean {
    return this.value.type === 'relation';
  }

  /** Equal for relations from and to the same regions. */
  get ends(): string {
    const { from_id: from, to_id: to } = this.value;
    return JSON.stringify([from, to]);
  }

  /** What stands in its `value`. */
  get content(): Item {
    return isObject(this.value.value) ? this.value.value : {};
  }

  /** Whether it has no geometry of its own: it is about a region that another entry draws. */
  get isBare(): boolean {
    return (this.isAnswer || this.value.type === 'labels') && Object.keys(this.content).length < 2;
  }

  /** Equal for entries that draw the same. */
  get shape(): string {
    const { value, content } = this;
    const { [asText(value.type)]: _, labels, text, ...geometry } = content;
    return sameText(JSON.stringify([geometry, value.item_index ?? 0, value.to_name]));
  }

  /** The same entry with other ids, its own and those that it refers to. */
  withIds(ids: ReadonlyMap<string, string>): Entry {
    const edits: FixEdit[] = [];
    const value: Record<string, unknown> = { ...this.value };
    for (const key of ['id', 'parentID', 'from_id', 'to_id']) {
      const id = idText(value[key]);
      const other = id === undefined ? undefined : ids.get(editorId(id));
      if (other === undefined) continue;
      edits.push(set([key], other));
      value[key] = other;
    }
    return edits.length === 0 ? this : new Entry(value, changed(this.json, edits), this.index);
  }

  /** The same answer with more choices. */
  withChoices(key: string, choices: readonly NewValue[]): Entry {
    const json = changed(this.json, [append(['value', key], choices)]);
    return new Entry(JSON.parse(json), json, this.index);
  }
}

function changed(json: string, edits: readonly FixEdit[]): string {
  return applyEdits(json, textEdits(json, edits) ?? []);
}

/** One text for all spellings of a JSON value; what is nested too deeply to be compared is equal to itself only. */
export function sameText(json: string): string {
  try {
    return canonical(json);
  } catch {
    return json;
  }
}

/** Entries by their id. */
export function byId(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.id === undefined || entry.isRelation) continue;
    addTo(found, entry.id, entry);
  }
  return found;
}
