import type { HttpRequest } from '../../core/ports';

/** Characters of a portion. */
const PORTION = 65_536;

/** The same text in portions of a good size. */
export function* portionsOf(parts: Iterable<string>): Generator<string, void, undefined> {
  let portion: string[] = [];
  let length = 0;
  for (const part of parts) {
    portion.push(part);
    length += part.length;
    if (length < PORTION) continue;
    yield portion.join('');
    portion = [];
    length = 0;
  }
  if (length > 0) yield portion.join('');
}

/** Makes the text of an answer of its bytes as they come. */
export class AnswerText {
  readonly #decoder = new TextDecoder();
  #parts: string[] = [];

  /** @param onText takes what comes of an answer of success */
  constructor(private readonly onText: HttpRequest['onText']) {}

  take(bytes: Uint8Array, status: number): void {
    this.#give(this.#decoder.decode(bytes, { stream: true }), status);
  }

  /** Ends it. @returns what nobody has taken */
  end(status: number): string {
    this.#give(this.#decoder.decode(), status);
    const text = this.#parts.join('');
    this.#parts = [];
    return text;
  }

  #give(part: string, status: number): void {
    if (this.onText && status >= 200 && status < 300) this.onText(part);
    else this.#parts.push(part);
  }
}
