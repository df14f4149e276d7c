/** What would go where: the file against what the server has. Pure. */
import type { ModelVersionCount, Project, TaskRecord } from '../server/shapes';
import { findPoison } from '../text/poison';
import { sameJson } from './canonical';
import { UNSENDABLE, type UnsendableReason } from './messages';
import type { PredictionItem, TaskItem, Unsendable, UploadRead } from './read';

/** What has to be known of the server before anything is sent. */
export interface ServerFacts {
  /** The server's address. */
  host: string;
  project: Pick<Project, 'id' | 'title' | 'modelVersion'>;
  modelVersions: readonly ModelVersionCount[];
  /** Those tasks named in the file that are in the project. `data` as JSON text, for tasks that have it in the file. */
  tasks: ReadonlyMap<number, TaskRecord>;
}

/** A prediction for a task that is in the project. */
export interface PlannedCreate {
  prediction: PredictionItem;
  task: number;
}

/** Why a task of the file is not one of the project. */
export type NewTaskReason = 'no-id' | 'id-not-in-project' | 'data-differs';

/** A task that would have to be imported, which nobody does without asking. */
export interface PlannedTask {
  task: TaskItem;
  reason: NewTaskReason;
}

export interface PlannedVersion {
  /** As the server will store it; empty where the file has none. */
  modelVersion: string;
  sending: number;
  /**
   * Predictions of this version that the project has: sending doubles what is the same. Undefined for those with a null
   * version, of which the server gives a wrong count.
   */
  alreadyThere: number | undefined;
}

export interface UploadPlan {
  read: UploadRead;
  facts: ServerFacts;
  creates: PlannedCreate[];
  newTasks: PlannedTask[];
  unsendable: Unsendable[];
  versions: PlannedVersion[];
}

/**
 * The name under which a server stores a prediction's model version. Create prediction trims it and stores none as an
 * empty text; an import stores none as `undefined`.
 */
export function storedVersion(item: PredictionItem, by: 'create' | 'import'): string {
  if (item.version === undefined) return by === 'create' ? '' : 'undefined';
  if (item.version === 'null') return 'null';
  const name = item.version.startsWith('"') ? (JSON.parse(item.version) as string) : item.version;
  return by === 'create' ? name.trim() : name;
}

class Planner {
  private readonly creates: PlannedCreate[] = [];
  private readonly newTasks: PlannedTask[] = [];
  private readonly unsendable: Unsendable[];

  constructor(
    private readonly read: UploadRead,
    private readonly facts: ServerFacts,
  ) {
    this.unsendable = [...read.unsendable];
  }

  plan(): UploadPlan {
    for (const prediction of this.read.flat) {
      const task = prediction.task as number;
      if (this.facts.tasks.has(task)) this.create(prediction, task);
      else this.refuse('task-not-in-project', `${prediction.pointer}/task`, prediction.fields.task ?? prediction);
    }
    for (const task of this.read.tasks) this.task(task);
    const { read, facts, creates, newTasks, unsendable } = this;
    unsendable.sort((a, b) => a.start - b.start);
    return { read, facts, creates, newTasks, unsendable, versions: this.versions() };
  }

  private refuse(
    reason: UnsendableReason,
    pointer: string,
    place: { start: number; end: number },
    predictions = 1,
  ): undefined {
    this.unsendable.push({
      pointer,
      start: place.start,
      end: place.end,
      reason,
      message: UNSENDABLE[reason],
      predictions,
    });
  }

  private create(prediction: PredictionItem, task: number): undefined {
    if (prediction.version === 'null') {
      return this.refuse(
        'version-null',
        `${prediction.pointer}/model_version`,
        prediction.fields.model_version ?? prediction,
      );
    }
    this.creates.push({ prediction, task });
  }

  private task(task: TaskItem): undefined {
    const reason = this.newBecause(task);
    if (reason === undefined) {
      for (const prediction of task.predictions) this.create(prediction, task.id as number);
      return;
    }
    if (task.incomplete) return this.refuse('task-held', task.pointer, task, task.predictions.length);
    const poison = this.poisonAround(task);
    if (poison) return this.refuse(poison.kind, task.pointer, poison, task.predictions.length);
    this.newTasks.push({ task, reason });
  }

  /** A script's ids 1 to n often are in a project by chance: only equal `data` makes it the same task. */
  private newBecause(task: TaskItem): NewTaskReason | undefined {
    if (task.id === undefined) return 'no-id';
    const there = this.facts.tasks.get(task.id);
    if (!there) return 'id-not-in-project';
    const data = this.read.text.slice(task.data.start, task.data.end);
    return there.data !== undefined && sameJson(data, there.data) ? undefined : 'data-differs';
  }

  private poisonAround(task: TaskItem): ReturnType<typeof findPoison> {
    const { text } = this.read;
    return (
      findPoison(text, task.data.start, task.data.end) ??
      (task.meta && findPoison(text, task.meta.start, task.meta.end))
    );
  }

  private versions(): PlannedVersion[] {
    const sending = new Map<string, number>();
    const add = (name: string): void => void sending.set(name, (sending.get(name) ?? 0) + 1);
    for (const { prediction } of this.creates) add(storedVersion(prediction, 'create'));
    for (const { task } of this.newTasks) for (const item of task.predictions) add(storedVersion(item, 'import'));
    const there = new Map(this.facts.modelVersions.map(({ modelVersion, count }) => [modelVersion, count]));
    return [...sending].map(([modelVersion, count]) => ({
      modelVersion,
      sending: count,
      alreadyThere: modelVersion === 'null' && there.has('null') ? undefined : (there.get(modelVersion) ?? 0),
    }));
  }
}

/**
 * Decides for every prediction of the file whether it is created on a task of the project, would need its task to be
 * imported, or cannot be sent.
 */
export function planUpload(read: UploadRead, facts: ServerFacts): UploadPlan {
  return new Planner(read, facts).plan();
}
