/** The part of a file that a selection touches. The whole file is compared, and what is not meant is then left out. */
import type { Span } from '../text/locate';
import { type UploadPlan, versionsOf } from './plan';
import type { PredictionItem, UploadRead } from './read';

/** Whether something touches a selection. An empty one is a cursor: it touches what it stands in, or at the edge of. */
function touches(place: Span, selections: readonly Span[]): boolean {
  return selections.some(({ start, end }) =>
    start === end ? place.start <= start && start <= place.end : place.start < end && start < place.end,
  );
}

/** Predictions that are meant: those that are touched, and of a task that is touched elsewhere all. */
export function selectedItems({ flat, tasks }: UploadRead, selections: readonly Span[]): Set<PredictionItem> {
  const meant = new Set(flat.filter((item) => touches(item, selections)));
  for (const task of tasks) {
    if (!touches(task, selections)) continue;
    const touched = task.predictions.filter((item) => touches(item, selections));
    for (const item of touched.length > 0 ? touched : task.predictions) meant.add(item);
  }
  return meant;
}

/**
 * What a plan has for the predictions that are meant. It is made of the plan for the whole file, since only that tells which
 * of the server's predictions are others of the file, and must not be taken for older ones of these.
 */
export function planOfSelection(
  plan: UploadPlan,
  meant: ReadonlySet<PredictionItem>,
  selections: readonly Span[],
): UploadPlan {
  const isMeant = ({ prediction }: { prediction: PredictionItem }): boolean => meant.has(prediction);
  const creates = plan.creates.filter(isMeant);
  const same = plan.same.filter(isMeant);
  const tasks = new Set([...creates, ...same].map(({ task }) => task));
  const newTasks = plan.newTasks.flatMap(({ task, reason }) => {
    const predictions = task.predictions.filter((item) => meant.has(item));
    return predictions.length > 0 ? [{ task: { ...task, predictions }, reason }] : [];
  });
  const part = {
    // What is left out is that of the whole file.
    read: { ...plan.read, emptyTasks: 0, annotations: 0 },
    facts: plan.facts,
    creates,
    same,
    newTasks,
    surplus: plan.surplus.filter(({ task }) => tasks.has(task)),
    unsendable: plan.unsendable.filter((item) => touches(item, selections)),
    isSelection: true,
  };
  return { ...part, versions: versionsOf(part) };
}
