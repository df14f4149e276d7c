/** Runs in the page: says how far the editor is, and what it holds. */
import type { Annotation, Area, Refusal, Relation, Tag } from './store';

/**
 * `loading`: wait. `shown`: the annotation that people would go on with is there, and its media are. `panel`: a list of
 * errors stands where the editor would be. `blank`: nothing is left of the editor.
 */
export type Progress = 'loading' | 'shown' | 'panel' | 'blank';

/** A region as the editor has it. */
export interface SeenRegion {
  id: string;
  /** `rectangleregion` and the like; `no region` for an answer, and for a shape that was lost. */
  kind: string;
  /** Labels that the editor found in the labeling config. */
  labels: string[];
  /** The words that are highlighted; only where regions are words. */
  words?: string;
  /** Whether anything of a mask is painted; only where regions are masks. */
  painted?: boolean;
}

export interface Held {
  regions: SeenRegion[];
  /** Answers of controls, by name. */
  answers: Record<string, unknown>;
  /** `from>to direction labels` */
  relations: string[];
  /** What *Submit* would send, or why it cannot. */
  saved: Record<string, unknown>[] | { impossible: string };
  /** What the red panel says. */
  panel: string[];
}

/** How far the editor is with a task; with any task when none is named. */
export function progress(task?: number): Progress {
  const store = window.Htx;
  if (!store || (task !== undefined && Number(store.task?.id) !== task) || store.isLoading) return 'loading';
  const { initialized, validation, selected } = store.annotationStore;
  if (document.querySelector('.lsf-editor') === null) return initialized ? 'blank' : 'loading';
  if (validation !== null && validation.length > 0) return 'panel';
  if (!initialized || selected === null) return 'loading';
  return [...selected.names.values()].every(isReady) ? 'shown' : 'loading';
}

/** Before its picture is there, a region of an image would be saved as it came in, and no mask is painted. */
function isReady(tag: Tag): boolean {
  // Other tags have a property of this name too, and throw when it is read.
  const image = tag.type === 'image' ? tag.currentImageEntity : undefined;
  return tag.isReady !== false && (!image || image.imageLoaded || Boolean(image.error));
}

/** The task that the editor has or is about to have. */
export function task(): number | undefined {
  const id = window.Htx?.task?.id;
  return id === undefined ? undefined : Number(id);
}

/** Goes on to a task as *Next task* does; gives what was thrown on the way. */
export async function go(to: number): Promise<string | undefined> {
  try {
    await window.dataManager?.lsf?.loadTask(to);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** What the editor holds. */
export function held(): Held {
  const { validation, selected } = window.Htx?.annotationStore ?? { validation: null, selected: null };
  const panel = (validation ?? []).map(({ modelName, field, value }: Refusal) =>
    [modelName, field, value].filter(Boolean).join(' '),
  );
  if (selected === null) return { regions: [], answers: {}, relations: [], saved: [], panel };
  return {
    regions: [...selected.areas.values()].map(seenRegion),
    answers: answersOf(selected),
    relations: selected.relationStore.relations.map(seenRelation),
    saved: savedBy(selected),
    panel,
  };
}

function savedBy(annotation: Annotation): Held['saved'] {
  try {
    // Through JSON: the result shares objects with the store, which cannot leave the page.
    return JSON.parse(JSON.stringify(annotation.serializeAnnotation()));
  } catch (error) {
    return { impossible: String(error) };
  }
}

function seenRegion(area: Area): SeenRegion {
  const { cleanId: id, type, classification, labeling, _spans: spans } = area;
  const labels = (labeling?.selectedLabels ?? []).map((label) => String(label._value ?? label.value));
  const kind = classification === true ? 'no region' : type;
  const isWords = kind === 'richtextregion' || kind === 'textrange';
  return {
    id,
    kind,
    labels,
    ...(isWords && { words: (spans ?? []).map(({ textContent }) => textContent ?? '').join('') }),
    ...(kind === 'brushregion' && { painted: isPainted(area) }),
  };
}

/** Whether a pixel of the layer of a mask is not transparent. */
function isPainted({ layerRef }: Area): boolean {
  const canvas = layerRef?.getCanvas()._canvas;
  const context = canvas?.getContext('2d');
  if (!canvas || !context || canvas.width === 0 || canvas.height === 0) return false;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return true;
  return false;
}

function seenRelation(relation: Relation): string {
  try {
    const { node1, node2, direction, labels } = relation;
    return `${node1.cleanId}>${node2.cleanId} ${direction} ${JSON.stringify(labels ?? null)}`;
  } catch {
    // The store looks a region up when it is asked for it, and throws when there is none.
    return 'broken';
  }
}

function answersOf({ names }: Annotation): Held['answers'] {
  const answers: Held['answers'] = {};
  for (const [name, tag] of names) {
    const answer = answerOf(tag);
    if (answer !== undefined) answers[name] = JSON.parse(JSON.stringify(answer));
  }
  return answers;
}

/** What a control that answers a question shows; undefined for all others. */
function answerOf(tag: Tag): unknown {
  switch (tag.type) {
    case 'choices':
    case 'labels':
    case 'taxonomy':
    case 'textarea':
      return tag.selectedValues?.() ?? null;
    case 'rating':
      return tag.rating ?? null;
    case 'number':
      return tag.number ?? null;
    case 'datetime':
      return tag.datetime ?? null;
    case 'pairwise':
      return tag.selected ?? null;
    case 'ranker':
      return tag.result?.value?.ranker ?? null;
    default:
      return undefined;
  }
}
