import { createLocator, type Locator, type Path, type Span, toPointer } from '../text/locate';
import { OPEN_BRACE, OPEN_BRACKET } from '../text/scan';
import { elements, members } from '../text/walk';
import type { FixEdit, NewValue } from './fix';
import { type Style, styleOf, written } from './style';

/** Other characters for a part of a text. */
export interface TextEdit extends Span {
  text: string;
}

/** One entry of an object or a list; offsets in the text. */
interface Entry {
  key: string | undefined;
  start: number;
  end: number;
}

/** What happens in one object or list. */
interface Changes {
  path: Path;
  removed: Set<string | number>;
  added: { text: string; before: string | undefined }[];
}

/**
 * The changes of a unit's text that make these edits and leave everything else as it is written: blanks, line breaks,
 * the order of keys, numbers. A new entry is set off as its neighbours are. Of several equal keys the last is what
 * `JSON.parse` keeps and what was judged, so it is that which is set; all of them are renamed and removed.
 *
 * @returns in the order of the text, not overlapping; undefined when the edits do not fit the text or each other
 */
export function textEdits(text: string, edits: readonly FixEdit[]): TextEdit[] | undefined {
  const sheet = new Sheet(text);
  for (const edit of edits) if (!sheet.add(edit)) return undefined;
  return sheet.done();
}

class Sheet {
  readonly #place: Locator;
  readonly #style: Style;
  readonly #edits: TextEdit[] = [];
  readonly #changes = new Map<string, Changes>();

  constructor(private readonly text: string) {
    this.#place = createLocator(text, { start: 0, end: text.length });
    this.#style = styleOf(text);
  }

  add(edit: FixEdit): boolean {
    switch (edit.op) {
      case 'set':
        return this.#replace(this.#place(edit.path)?.value, written(edit.value, this.#style));
      case 'splice': {
        const value = this.#place(edit.path)?.value;
        return this.#replace(value && { start: value.start + edit.start, end: value.start + edit.end }, edit.text);
      }
      case 'rename':
        return this.#rename(edit.path, edit.key);
      case 'remove':
        return this.#remove(edit.path);
      case 'insert':
        return this.#insert(edit.path, edit.key, edit.value, edit.before);
      case 'append':
        return this.#append(edit.path, edit.values);
    }
  }

  done(): TextEdit[] | undefined {
    for (const changes of this.#changes.values()) if (!this.#settle(changes)) return undefined;
    const edits = this.#edits.sort((a, b) => a.start - b.start || a.end - b.end);
    for (let index = 1; index < edits.length; index++) {
      if ((edits[index - 1] as TextEdit).end > (edits[index] as TextEdit).start) return undefined;
    }
    return edits;
  }

  #replace(span: Span | undefined, text: string): boolean {
    if (!span) return false;
    this.#edits.push({ start: span.start, end: span.end, text });
    return true;
  }

  #rename(path: Path, key: string): boolean {
    const holder = this.#place(path.slice(0, -1))?.value;
    if (!holder || this.#place([...path.slice(0, -1), key])) return false;
    let found = false;
    for (const member of members(this.text, holder.start)) {
      if (member.key !== path.at(-1)) continue;
      this.#edits.push({ start: member.keyStart, end: member.keyEnd, text: JSON.stringify(key) });
      found = true;
    }
    return found;
  }

  #remove(path: Path): boolean {
    const step = path.at(-1);
    if (step === undefined || !this.#place(path)) return false;
    this.#changesOf(path.slice(0, -1)).removed.add(step);
    return true;
  }

  #insert(path: Path, key: string, value: NewValue, before: string | undefined): boolean {
    const place = this.#place(path)?.value;
    if (!place || this.text.charCodeAt(place.start) !== OPEN_BRACE) return false;
    if (this.#place([...path, key]) && !this.#changesOf(path).removed.has(key)) return false;
    const colon = this.#colonIn(place.start);
    const text = `${JSON.stringify(key)}${colon}${written(value, this.#style)}`;
    this.#changesOf(path).added.push({ text, before });
    return true;
  }

  #append(path: Path, values: readonly NewValue[]): boolean {
    const place = this.#place(path)?.value;
    if (!place || this.text.charCodeAt(place.start) !== OPEN_BRACKET) return false;
    const { added } = this.#changesOf(path);
    for (const value of values) added.push({ text: written(value, this.#style), before: undefined });
    return true;
  }

  #changesOf(path: Path): Changes {
    const pointer = toPointer(path);
    let changes = this.#changes.get(pointer);
    if (!changes) {
      changes = { path, removed: new Set(), added: [] };
      this.#changes.set(pointer, changes);
    }
    return changes;
  }

  /** How this object writes the colon behind a key. */
  #colonIn(open: number): string {
    for (const { keyEnd, valueStart } of members(this.text, open)) {
      const between = this.text.slice(keyEnd, valueStart);
      return /[\r\n]/.test(between) ? this.#style.colon : between;
    }
    return this.#style.colon;
  }

  #settle({ path, removed, added }: Changes): boolean {
    const place = this.#place(path)?.value;
    if (!place) return false;
    const entries = this.#entriesOf(place.start);
    const isRemoved = entries.map((entry, index) => removed.has(entry.key ?? index));
    const separator = this.#separator(place, entries);
    if (isRemoved.every(Boolean)) {
      const inside = added.map(({ text }) => text).join(`,${separator}`);
      const [first, last] = [entries[0], entries.at(-1)];
      const all = { start: place.start + 1, end: place.end - 1 };
      return this.#replace(first && last && inside !== '' ? { start: first.start, end: last.end } : all, inside);
    }
    this.#takeOut(entries, isRemoved);
    const end = (entries.at(-1) as Entry).end;
    for (const { text, before } of added) {
      const at = before === undefined ? -1 : entries.findIndex(({ key }) => key === before);
      const next = at < 0 ? undefined : entries.find((_, index) => index >= at && !isRemoved[index]);
      if (next) this.#edits.push({ start: next.start, end: next.start, text: `${text},${separator}` });
      else this.#edits.push({ start: end, end, text: `,${separator}${text}` });
    }
    return true;
  }

  /** Each run of removed entries goes with the comma before it, or, at the beginning, with the one behind it. */
  #takeOut(entries: readonly Entry[], isRemoved: readonly boolean[]): void {
    for (let from = 0; from < entries.length; from++) {
      if (!isRemoved[from]) continue;
      let to = from;
      while (isRemoved[to + 1]) to++;
      const before = entries[from - 1];
      const start = before ? before.end : (entries[from] as Entry).start;
      const end = before ? (entries[to] as Entry).end : (entries[to + 1] as Entry).start;
      this.#edits.push({ start, end, text: '' });
      from = to;
    }
  }

  #entriesOf(open: number): Entry[] {
    if (this.text.charCodeAt(open) === OPEN_BRACE) {
      return Array.from(members(this.text, open), ({ key, keyStart, valueEnd }) => ({
        key,
        start: keyStart,
        end: valueEnd,
      }));
    }
    return Array.from(elements(this.text, open), ({ start, end }) => ({ key: undefined, start, end }));
  }

  /** What stands behind the comma between two entries. */
  #separator({ start }: Span, entries: readonly Entry[]): string {
    const [first, second] = entries;
    if (first && second) {
      const between = this.text.slice(first.end, second.start);
      return between.slice(between.indexOf(',') + 1);
    }
    const lead = first ? this.text.slice(start + 1, first.start) : '';
    return /[\r\n]/.test(lead) ? lead : this.#style.comma;
  }
}
