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

/** How links of a text are followed, with the mouse and without. */
export const FOLLOW = 'Ctrl+click (Cmd+click) a position to go there, or put the cursor on it and run "Open Link".';

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Lines of text, and links on the line that is written next. */
export class Page {
  readonly #lines: string[] = [];
  readonly #links: ReportLink[] = [];

  line(text = ''): void {
    this.#lines.push(text);
  }

  link(start: number, end: number, to: ReportLink['to']): void {
    this.#links.push({ line: this.#lines.length, start, end, to });
  }

  document(): ReportDocument {
    return { text: `${this.#lines.join('\n')}\n`, links: this.#links };
  }
}
