import { FOLLOW, type LongDocument, oneLine, Page } from '../../report/page';
import { plural } from '../../report/words';
import { describeResult } from '../describe';
import type { UploadResult } from '../result';

/** Places of each kind: where the file is to be looked at. What is stored is listed whole. */
const LISTED = 1_000;

/** A place in the file, lines and columns from 1, with what is to be said of it. */
export interface TroublePlace {
  line: number;
  column: number;
  pointer: string;
  text: string;
}

/** What is not stored as the file has it, kind by kind. */
export interface Trouble {
  title: string;
  count: number;
  /** The first of them. */
  places: TroublePlace[];
}

const UNSENT = {
  stopped: 'not sent before the upload stopped',
  cancelled: 'not sent before the upload was cancelled',
  'not-confirmed': 'a new task, not imported, as you chose',
  'not-replaced': 'changed, and left as it is on the server, as you chose',
} as const;

/** To be asked as long as the file is at hand: it tells the lines. */
export function placesOfTrouble({ plan, failed, uncertain, missing, unsent }: UploadResult): Trouble[] {
  const { text } = plan.read;
  interface Item {
    pointer: string;
    start: number;
    text: string;
  }
  const place = ({ pointer, start, text: said }: Item): TroublePlace => {
    const { line, character } = text.positionAt(start);
    return { line: line + 1, column: character + 1, pointer, text: said };
  };
  const kind = (title: string, items: readonly Item[]): Trouble => ({
    title,
    count: items.length,
    places: items.slice(0, LISTED).map(place),
  });
  const withMessage = ({ pointer, start, message }: Omit<Item, 'text'> & { message: string }): Item => ({
    pointer,
    start,
    text: message,
  });
  return [
    kind(
      'Refused by the server',
      failed.flatMap((item) => (item.places.length > 0 ? item.places : [item]).map(withMessage)),
    ),
    kind('May or may not be stored', uncertain.map(withMessage)),
    kind('Missing', missing.map(withMessage)),
    kind('Cannot be sent', plan.unsendable.map(withMessage)),
    kind(
      'Not sent',
      unsent.map(({ pointer, start, reason }) => ({ pointer, start, text: UNSENT[reason] })),
    ),
  ].filter(({ count }) => count > 0);
}

/** The upload of a file as a text: what it came to, what is not stored and why, and every id that the server gave. */
export function uploadDocument(
  name: string,
  when: Date,
  result: UploadResult,
  trouble: readonly Trouble[],
): LongDocument {
  const { project, host } = result.plan.facts;
  const page = new Page();
  page.line(`Upload of ${name}, ${when.toLocaleString()}`);
  page.line(`to project ${project.id} "${project.title}" on ${host}`);
  if (trouble.length > 0) page.line(FOLLOW);
  page.line();
  for (const line of describeResult(result)) page.line(line);
  for (const kind of trouble) listTrouble(page, kind);
  list(page, 'Stored predictions', result.created, ({ pointer, id, task, model_version }) => {
    const version = model_version ? `, model version "${model_version}"` : '';
    return `${pointer || '/'}  ${id === undefined ? 'of unknown id' : `prediction ${id}`} on task ${task}${version}`;
  });
  list(page, 'New tasks', result.imported, ({ pointer, id, predictions }) => {
    return `${pointer || '/'}  ${id === undefined ? 'of unknown id' : `task ${id}`} with ${plural(predictions, 'prediction')}`;
  });
  list(page, 'There twice', result.doubled, ({ task, id }) => `prediction ${id} on task ${task}`);
  list(page, 'Deleted, because others took their place', result.deleted, (id) => `prediction ${id}`);
  return page.longDocument();
}

function listTrouble(page: Page, { title, count, places }: Trouble): void {
  heading(page, title, count);
  for (const { line, column, pointer, text } of places) {
    const place = `${line}:${column}`;
    page.link(2, 2 + place.length, { file: 0, line, column });
    page.line(`  ${place.padEnd(9)}  ${pointer || '/'}  ${oneLine(text)}`);
  }
  if (count > places.length) page.line(`  … and ${(count - places.length).toLocaleString('en')} more`);
}

/** Line by line: there can be a hundred thousand of them. */
function list<T>(page: Page, title: string, items: readonly T[], lineOf: (item: T) => string): void {
  if (items.length === 0) return;
  heading(page, title, items.length);
  for (const item of items) page.line(`  ${lineOf(item)}`);
}

function heading(page: Page, title: string, count: number): void {
  page.line();
  page.line(`${title} (${count.toLocaleString('en')})`);
}
