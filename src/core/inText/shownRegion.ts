import { isObject } from '../isObject';
import type { UnitReader } from '../reading/unitReader';
import { eachElement, eachMember } from '../text/descend';
import type { Path, Span } from '../text/locate';
import { readJson } from '../text/readJson';
import { OPEN_BRACE, skipValue } from '../text/scan';
import { type Split, unitOffset } from '../text/split';
import { readKey } from '../text/walk';

/** Longer values are passed over: a mask says nothing in a few words. */
const LONGEST = 8_192;

/** The members of an object, by their places. */
class Members {
  readonly #keys: string[] = [];
  readonly #spans: Span[] = [];

  add(key: string, start: number, end: number): void {
    this.#keys.push(key);
    this.#spans.push({ start, end });
  }

  /** Of equal keys the last counts. */
  spanOf(key: string | number | undefined): Span | undefined {
    return typeof key === 'string' ? this.#spans[this.#keys.lastIndexOf(key)] : undefined;
  }

  /** What they say, as far as that is short and can be read. */
  valueIn(text: string, leftOut: readonly number[] = []): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const [n, key] of this.#keys.entries()) {
      const { start, end } = this.#spans[n] as Span;
      if (leftOut.includes(start)) continue;
      if (end - start <= LONGEST) value[key] = readJson(text.slice(start, end));
    }
    return value;
  }
}

/** A region in a part of a document that is shown, read in one pass. */
export class ShownRegion {
  readonly #own = new Members();
  readonly #inValue = new Members();
  #value: Readonly<Record<string, unknown>> | undefined;
  /** Behind it in its text. */
  readonly end: number;

  /**
   * @param owner path of its prediction or annotation
   * @param text that it stands in from `start` on
   * @param origin of that text in the document
   * @param skeleton what the text leaves out, of a region of many megabytes
   */
  constructor(
    readonly reader: UnitReader,
    readonly owner: Path,
    private readonly text: string,
    private readonly start: number,
    private readonly origin: number,
    private readonly skeleton?: Split,
  ) {
    const end = eachMember(text, start, (keyStart, keyEnd, valueStart) => {
      const key = readKey(text.slice(keyStart, keyEnd));
      const valueEnd = key === 'value' ? this.#intoValue(valueStart) : skipValue(text, valueStart);
      this.#own.add(key, valueStart, valueEnd);
      return valueEnd;
    });
    this.end = end < 0 ? skipValue(text, start) : end;
  }

  /** What it says; of what is long nothing. */
  get value(): Readonly<Record<string, unknown>> {
    this.#value ??= this.#read();
    return this.#value;
  }

  /** Where a part of it stands in the document: a member of it or of its value, or an item of a list that such a member is. */
  place([first, second, ...rest]: Path): Span | undefined {
    const isInValue = first === 'value' && second !== undefined;
    const span = isInValue ? this.#inValue.spanOf(second) : this.#own.spanOf(first);
    const steps = isInValue || second === undefined ? rest : [second, ...rest];
    const found = steps.reduce<Span | undefined>((list, step) => list && this.#itemOf(list, step), span);
    return found && { start: this.#offset(found.start), end: this.#offset(found.end) };
  }

  #offset(at: number): number {
    return this.origin + (this.skeleton ? unitOffset(this.skeleton, at) : at);
  }

  #intoValue(start: number): number {
    const { text } = this;
    const end = eachMember(text, start, (keyStart, keyEnd, valueStart) => {
      const valueEnd = skipValue(text, valueStart);
      this.#inValue.add(readKey(text.slice(keyStart, keyEnd)), valueStart, valueEnd);
      return valueEnd;
    });
    return end < 0 ? skipValue(text, start) : end;
  }

  #read(): Readonly<Record<string, unknown>> {
    const { text, start, end } = this;
    const whole = end - start <= LONGEST && !this.skeleton ? readJson(text.slice(start, end)) : undefined;
    if (isObject(whole)) return whole;
    const value = this.#own.valueIn(text, this.skeleton?.at);
    const place = this.#own.spanOf('value');
    if (place && text.charCodeAt(place.start) === OPEN_BRACE)
      value.value = this.#inValue.valueIn(text, this.skeleton?.at);
    return value;
  }

  #itemOf(list: Span, step: string | number): Span | undefined {
    let found: Span | undefined;
    eachElement(this.text, list.start, (index, start) => {
      const end = skipValue(this.text, start);
      if (index === step) found = { start, end };
      return end;
    });
    return found;
  }
}
