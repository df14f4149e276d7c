/**
 * Dates in a text format such as `%Y-%m-%d`, read and written as Label Studio's editor does it, which leaves it to
 * d3-time-format: numbers may be shorter than their directive, names may be in any case, and a 31st of April is the 1st of
 * May. A date without a zone is taken for UTC here; whether there is one does not depend on it.
 */
import { type Directive, directiveOf, LONG_FORMS } from './dateDirectives';
import { clear, isReal, noFields, timeOf } from './dateFields';

type Step = { readonly code: number; readonly directive: undefined } | Written;

interface Written {
  readonly code: undefined;
  readonly directive: Directive;
  /** What fills a number up to its width when it is written; empty for none. */
  readonly fill: string;
}

const FILLS: ReadonlyMap<string, string> = new Map([
  ['-', ''],
  ['_', ' '],
  ['0', '0'],
]);

/** One format, taken apart. */
export class DateFormat {
  /** The first directive that means nothing to the editor: it then reads no text at all. */
  readonly unknown: string | undefined;
  readonly #steps: readonly Step[];

  constructor(readonly text: string) {
    const steps: Step[] = [];
    this.unknown = takeApart(text, steps);
    this.#steps = steps;
  }

  /**
   * Whether `read` takes a text, without the time that it takes to know which moment that is.
   *
   * @param firstYear the first year that counts; a text that gives no year is of 1900
   */
  fits(text: string, firstYear = Number.NEGATIVE_INFINITY): boolean {
    return this.#read(text) && fields.year >= firstYear && isReal(fields);
  }

  /**
   * The time that a text says, in milliseconds since 1970.
   *
   * @returns undefined for a text in another format, or with a date that the calendar does not have
   */
  read(text: string): number | undefined {
    return this.#read(text) && isReal(fields) ? defined(timeOf(fields)) : undefined;
  }

  /** The time that the editor takes a text for, which counts on where there is no such date. */
  readAnyhow(text: string): number | undefined {
    return this.#read(text) ? defined(timeOf(fields)) : undefined;
  }

  /** A time in this format. */
  write(time: number): string {
    const date = new Date(time);
    let text = '';
    for (const step of this.#steps) {
      text += step.directive ? step.directive.write(date, step.fill) : String.fromCharCode(step.code);
    }
    return text;
  }

  #read(text: string): boolean {
    if (this.unknown !== undefined) return false;
    clear(fields);
    let at = 0;
    for (const { code, directive } of this.#steps) {
      if (at >= text.length) return false;
      if (directive) at = directive.read(text, at, fields);
      else if (text.charCodeAt(at) === code) at++;
      else return false;
      if (at < 0) return false;
    }
    return at === text.length;
  }
}

function defined(time: number): number | undefined {
  return Number.isNaN(time) ? undefined : time;
}

/** What the text at hand says. There is one for all: nothing is made for a text that is good. */
const fields = noFields();

/** @returns the directive that is not known, if there is one */
function takeApart(format: string, steps: Step[]): string | undefined {
  for (let at = 0; at < format.length; at++) {
    if (format[at] !== '%') {
      steps.push({ code: format.charCodeAt(at), directive: undefined });
      continue;
    }
    const start = at++;
    const fill = FILLS.get(format.charAt(at));
    if (fill !== undefined) at++;
    const letter = format.charAt(at);
    const long = LONG_FORMS.get(letter);
    const directive = directiveOf(letter);
    if (long !== undefined) takeApart(long, steps);
    else if (directive) steps.push({ code: undefined, directive, fill: fill ?? (letter === 'e' ? ' ' : '0') });
    else return format.slice(start, at + 1);
  }
  return undefined;
}
