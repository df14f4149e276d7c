/** A place in the report that leads somewhere. Lines and characters count from 0. */
export interface ReportLink {
  line: number;
  start: number;
  end: number;
  /** A place in a file, named by its index in the report, lines and columns from 1; or the page of a rule. */
  to: { file: number; line: number; column: number } | { rule: string };
}

export interface ReportDocument {
  text: string;
  links: readonly ReportLink[];
}

/** The same of a text that can be very long, in parts that follow each other. */
export interface LongDocument {
  parts: Iterable<string>;
  links: readonly ReportLink[];
}

/** How links of a text are followed, with the mouse and without. */
export const FOLLOW = 'Ctrl+click (Cmd+click) a position to go there, or put the cursor on it and run "Open Link".';

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Lines that are put together at a time: a text of a hundred thousand takes much less so. */
const TOGETHER = 1_000;

/** Lines of text, and links on the line that is written next. */
export class Page {
  readonly #texts: string[] = [];
  readonly #links: ReportLink[] = [];
  /** Lines that are not in the texts yet. */
  #lines: string[] = [];
  #count = 0;

  line(text = ''): void {
    this.#lines.push(text);
    this.#count++;
    if (this.#lines.length === TOGETHER) this.#putTogether();
  }

  link(start: number, end: number, to: ReportLink['to']): void {
    this.#links.push({ line: this.#count, start, end, to });
  }

  document(): ReportDocument {
    const { parts, links } = this.longDocument();
    return { text: [...parts].join('') || '\n', links };
  }

  longDocument(): LongDocument {
    this.#putTogether();
    return { parts: this.#texts, links: this.#links };
  }

  #putTogether(): void {
    if (this.#lines.length > 0) this.#texts.push(`${this.#lines.join('\n')}\n`);
    this.#lines = [];
  }
}
