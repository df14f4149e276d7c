import { FOLLOW, oneLine, Page, type ReportDocument } from '../../report/page';
import { plural } from '../../report/words';
import { describePlan } from '../describe';
import type { PlannedCreate, UploadPlan } from '../plan';

/** Lines of each kind: a plan of 100,000 predictions is counted, and not listed whole. */
const LISTED = 1_000;

interface Place {
  pointer: string;
  start: number;
}

/** The plan of an upload as a text with links to the file: what it comes to, and then what becomes of each prediction. */
export function planDocument(plan: UploadPlan, name: string): ReportDocument {
  const { project } = plan.facts;
  const page = new Page();
  page.line(`Plan of the upload of ${name} to project ${project.id} "${project.title}"`);
  page.line('Nothing has been sent.');
  page.line(FOLLOW);
  page.line();
  for (const line of describePlan(plan)) page.line(oneLine(line));
  const list = (title: string, items: readonly (Place & { text: string })[]): void => {
    if (items.length === 0) return;
    page.line();
    page.line(`${title} (${items.length.toLocaleString('en')})`);
    for (const { pointer, start, text } of items.slice(0, LISTED)) {
      const { line, character } = plan.read.text.positionAt(start);
      const place = `${line + 1}:${character + 1}`;
      page.link(2, 2 + place.length, { file: 0, line: line + 1, column: character + 1 });
      page.line(`  ${place.padEnd(9)}  ${pointer || '/'}  ${oneLine(text)}`);
    }
    if (items.length > LISTED) page.line(`  … and ${(items.length - LISTED).toLocaleString('en')} more`);
  };
  const changed = plan.creates.filter(({ replaces }) => replaces !== undefined);
  const added = plan.creates.filter(({ replaces }) => replaces === undefined);
  list(
    'Cannot be sent',
    plan.unsendable.map((item) => ({ ...item, text: item.message })),
  );
  list(
    'New',
    added.map((item) => ({ ...placeOf(item), text: `task ${item.task}` })),
  );
  list(
    'Changed',
    changed.map((item) => ({ ...placeOf(item), text: `task ${item.task}, in place of prediction ${item.replaces}` })),
  );
  list(
    'New tasks',
    plan.newTasks.map(({ task }) => ({
      pointer: task.pointer,
      start: task.start,
      text: plural(task.predictions.length, 'prediction'),
    })),
  );
  list(
    'Already there',
    plan.same.map((item) => ({ ...placeOf(item), text: `task ${item.task}, prediction ${item.id}` })),
  );
  return page.document();
}

const placeOf = ({ prediction: { pointer, start } }: Pick<PlannedCreate, 'prediction'>): Place => ({ pointer, start });
