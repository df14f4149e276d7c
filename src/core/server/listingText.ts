/**
 * A page of a listing as it comes, task by task: all of it at once, as text and as values, is what an upload would need most
 * memory for.
 */

import type { Listing } from './listing';
import { type ReadListed, readListing } from './shapes';

/** What can open or close something outside of strings. */
const BRACKET = /["{}[\]]/g;
const LIST_OPENS = /[{,]\s*"tasks"\s*:\s*$/;
/** How much of an answer is kept, to say what it is when it is no page. */
const HEAD = 4_096;

/** Cuts the text of a page into its tasks, and what is around them. */
class TaskSplitter {
  /** What has come and is not given away. */
  #text = '';
  /** What has come since it was looked through, and how long that is. */
  #more: string[] = [];
  #moreLength = 0;
  /** How far it has been looked through. */
  #at = 0;
  #depth = 0;
  #isInString = false;
  #list: 'before' | 'open' | 'behind' = 'before';
  /** Where the task begins that is being looked through. */
  #task: number | undefined;
  #around = '';
  /** Behind the task before, or behind the bracket that opens the list. */
  #from = 0;
  #found = 0;
  /** Whether nothing but one comma has been between two tasks. */
  #isClean = true;

  /** @returns the texts of the tasks that are complete by now */
  take(part: string): string[] {
    this.#more.push(part);
    this.#moreLength += part.length;
    // Joining copies all that is held: of a task of many megabytes the more is waited for, the more there is.
    return this.#moreLength < this.#text.length / 4 ? [] : this.rest();
  }

  /** The same of all that has come. */
  rest(): string[] {
    const tasks: string[] = [];
    this.#text += this.#more.join('');
    this.#more = [];
    this.#moreLength = 0;
    const text = this.#text;
    while (this.#at < text.length) {
      if (this.#isInString) {
        this.#toEndOfString(text);
        continue;
      }
      BRACKET.lastIndex = this.#at;
      const found = BRACKET.exec(text);
      if (!found) break;
      this.#at = found.index + 1;
      this.#bracket(found[0], text, tasks);
    }
    // A quote is looked for again from where nothing was found.
    if (!this.#isInString) this.#at = text.length;
    this.#forget();
    return tasks;
  }

  /** @returns what is around the tasks, with an empty list of them; undefined where it was cut short */
  end(): string | undefined {
    return this.#isClean && this.#depth === 0 && !this.#isInString ? this.#around + this.#text : undefined;
  }

  #toEndOfString(text: string): void {
    const quote = text.indexOf('"', this.#at);
    if (quote < 0) {
      this.#at = text.length;
      return;
    }
    let escapes = quote;
    while (text[escapes - 1] === '\\') escapes--;
    this.#at = quote + 1;
    if ((quote - escapes) % 2 === 0) this.#isInString = false;
  }

  #bracket(bracket: string, text: string, tasks: string[]): void {
    const index = this.#at - 1;
    if (bracket === '"') this.#isInString = true;
    else if (bracket === '{' || bracket === '[') {
      if (this.#list === 'open' && this.#depth === 2) this.#beginTask(index, text);
      else if (this.#list === 'before' && this.#depth === 1 && bracket === '[') this.#openList(index, text);
      this.#depth++;
    } else {
      this.#depth--;
      if (this.#list !== 'open') return;
      if (this.#depth === 2 && this.#task !== undefined) {
        tasks.push(text.slice(this.#task, this.#at));
        this.#found++;
        this.#task = undefined;
        this.#from = this.#at;
      } else if (this.#depth === 1) this.#closeList(index, text);
    }
  }

  #openList(index: number, text: string): void {
    if (!LIST_OPENS.test(text.slice(0, index))) return;
    this.#list = 'open';
    this.#around = `${text.slice(0, index)}[]`;
    this.#from = index + 1;
  }

  #beginTask(index: number, text: string): void {
    const between = text.slice(this.#from, index).trim();
    if (between !== (this.#found === 0 ? '' : ',')) this.#isClean = false;
    this.#task = index;
  }

  #closeList(index: number, text: string): void {
    if (text.slice(this.#from, index).trim() !== '') this.#isClean = false;
    this.#list = 'behind';
    this.#from = index + 1;
  }

  /** Lets go of what is in tasks that have been given away. */
  #forget(): void {
    const from = this.#task ?? this.#from;
    if (this.#list === 'before' || from === 0) return;
    this.#text = this.#text.slice(from);
    this.#at -= from;
    this.#from -= from;
    if (this.#task !== undefined) this.#task -= from;
  }
}

/** Reads a page while it comes. */
export class PageReader<T> {
  /** Length of what has come, in UTF-16 units. */
  length = 0;
  /** The beginning of it. */
  head = '';
  readonly #splitter = new TaskSplitter();
  readonly #tasks: T[] = [];
  #isOdd = false;

  constructor(private readonly read: ReadListed<T>) {}

  take(part: string): void {
    this.length += part.length;
    if (this.head.length < HEAD) this.head += part.slice(0, HEAD);
    if (!this.#isOdd) this.#read(this.#splitter.take(part));
  }

  /** The page; undefined when what has come is none. */
  end(): Listing<T> | undefined {
    if (!this.#isOdd) this.#read(this.#splitter.rest());
    const around = this.#isOdd ? undefined : this.#splitter.end();
    return around === undefined ? undefined : readListing(parsed(around), this.#tasks);
  }

  #read(texts: readonly string[]): void {
    for (const text of texts) {
      const task = this.read(parsed(text), text);
      if (task) this.#tasks.push(task);
      else this.#isOdd = true;
    }
  }
}

/** The value of a JSON text; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
