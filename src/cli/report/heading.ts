/** What the reports for people have in common: colours, and the name of a file above what is said of it. */
import type { FileHead } from './reporter';

/** Codes of colours and styles of a terminal. */
export const STYLE = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Text in a colour, or as it is. */
export type Paint = (style: number, text: string) => string;

export const painter = (colours: boolean): Paint =>
  colours ? (style, text) => `\u001b[${style}m${text}\u001b[0m` : (_, text) => text;

/** The heading of the file that is reported: said once, and only when there is something to say of the file. */
export class Heading {
  readonly #paint: Paint;
  #head: FileHead = { name: '', config: null };
  #isSaid = false;

  constructor(paint: Paint) {
    this.#paint = paint;
  }

  get isSaid(): boolean {
    return this.#isSaid;
  }

  beginFile(head: FileHead): void {
    this.#head = head;
    this.#isSaid = false;
  }

  /** The heading, or nothing when it has been said already. */
  say(): string {
    if (this.#isSaid) return '';
    this.#isSaid = true;
    const { name, config } = this.#head;
    const against = config === null ? '' : `  compared with ${config}`;
    return `${this.#paint(STYLE.bold, name)}${this.#paint(STYLE.dim, against)}\n`;
  }
}
