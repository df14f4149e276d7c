/** What would go where: the file against what the server has. Pure. */
import type { ModelVersionCount, Project } from '../server/shapes';
import type { Span } from '../text/locate';
import { comparePredictions, type Placed, type PlannedCreate, type PlannedSame, type Surplus } from './compare';
import { type StoredContent, versionOf } from './content';
import type { KeyOffer } from './keyOffers';
import {
  type KnownTask,
  type KnownTasks,
  keyOfTask,
  type Match,
  type MatchBy,
  type NewTaskReason,
  TaskMatcher,
} from './match';
import { UNSENDABLE, type UnsendableReason } from './messages';
import { type PredictionItem, placeOfField, type TaskItem, type Unsendable, type UploadRead } from './read';
import { textIfStill } from './uploadText';

/** What has to be known of the server before anything is sent. */
export interface ServerFacts {
  /** The server's address. */
  host: string;
  project: Pick<Project, 'id' | 'title' | 'modelVersion' | 'taskNumber'>;
  modelVersions: readonly ModelVersionCount[];
  /** How tasks of the file are recognised. */
  match: MatchBy;
  /** Those tasks named in the file that are in the project, with keys of their data for those that have it in the file. */
  tasks: ReadonlyMap<number, KnownTask>;
  /** All tasks by what they are recognised by (`dataKey`); undefined when every task was found by its id. */
  byData?: ReadonlyMap<string, readonly number[]>;
  /** Keys of `data` by which tasks could be recognised that were not, where tasks go by their id. */
  keyOffers?: readonly KeyOffer[];
  /**
   * What the tasks in question hold of the file's model versions; undefined when the server has nothing of any of these
   * versions.
   */
  stored?: ReadonlyMap<number, readonly StoredContent[]>;
}

export type { PlannedCreate, PlannedSame } from './compare';

/** A task that would have to be imported, which nobody does without asking. */
export type { NewTaskReason } from './match';

export interface PlannedTask {
  task: TaskItem;
  reason: NewTaskReason;
}

export interface PlannedVersion {
  /** Empty where the file has none. */
  modelVersion: string;
  /** Predictions to be created, those of new tasks included. */
  sending: number;
  /** Of these, how many take the place of another one. */
  changed: number;
  /** Predictions of the file that the server has already. */
  same: number;
  /** Predictions on the file's tasks that are not in the file. */
  surplus: number;
}

export interface UploadPlan {
  read: UploadRead;
  /** What is still needed of what was asked for: the tasks have been found. */
  facts: Omit<ServerFacts, 'tasks' | 'byData'>;
  creates: PlannedCreate[];
  same: PlannedSame[];
  /** On the server, not in the file: nothing is done about it. */
  surplus: Surplus[];
  newTasks: PlannedTask[];
  unsendable: Unsendable[];
  versions: PlannedVersion[];
  /** It is only about what is selected in the file. */
  isSelection?: boolean;
}

/** What is known of the project's tasks. */
export const knownTasks = ({ tasks, byData, stored }: ServerFacts): KnownTasks => ({
  byId: tasks,
  ...(byData && { byData }),
  ...(stored && { stored }),
});

class Planner {
  readonly #placed: Placed[] = [];
  readonly #newTasks: PlannedTask[] = [];
  readonly #unsendable: Unsendable[];
  /** What the new tasks are recognised by, where that is a key of their data. */
  readonly #newKeys = new Set<string>();

  constructor(
    private readonly read: UploadRead,
    private readonly facts: ServerFacts,
  ) {
    this.#unsendable = [...read.unsendable];
  }

  *plan(): Generator<undefined, UploadPlan, undefined> {
    const { read, facts } = this;
    for (const prediction of read.flat) {
      const task = prediction.task as number;
      if (facts.tasks.has(task)) this.#placed.push({ prediction, task });
      else this.#refuse('task-not-in-project', `${prediction.pointer}/task`, this.#taskOf(prediction));
    }
    const matches = new TaskMatcher(read.text, knownTasks(facts), facts.match).all(read.tasks);
    for (const [task, found] of matches) this.#task(task, found);
    const unsendable = this.#unsendable.sort((a, b) => a.start - b.start);
    const compared = yield* comparePredictions(read.text, this.#placed, facts.stored);
    const { tasks: _, byData: __, ...kept } = facts;
    const plan = {
      read,
      facts: kept,
      ...compared,
      newTasks: this.#newTasks,
      unsendable,
    };
    return { ...plan, versions: versionsOf(plan) };
  }

  /** Tasks are recognised by a key of their data that no task of the project has. */
  get #isKeyUnknown(): boolean {
    const { match, byData, project } = this.facts;
    return match.by === 'data' && byData?.size === 0 && project.taskNumber > 0;
  }

  #refuse(reason: UnsendableReason, pointer: string, { start, end }: Span, predictions = 1): undefined {
    this.#unsendable.push({ pointer, start, end, reason, message: UNSENDABLE[reason], predictions });
  }

  #taskOf(prediction: PredictionItem): Span {
    return placeOfField(textIfStill(this.read.text, prediction), prediction, 'task') ?? prediction;
  }

  #task(task: TaskItem, found: Match): undefined {
    const count = task.predictions.length;
    if ('ambiguous' in found) return this.#refuse('task-ambiguous', task.pointer, task.data, count);
    // A misspelt key would double the project.
    if (this.#isKeyUnknown) return this.#refuse('key-not-in-project', task.pointer, task.data, count);
    if ('keyless' in found) return this.#refuse('task-without-key', task.pointer, task.data, count);
    if ('id' in found) {
      // It has been found: there can be a million of them.
      task.key = undefined;
      for (const prediction of task.predictions) this.#placed.push({ prediction, task: found.id });
      return;
    }
    if (task.incomplete) return this.#refuse('task-held', task.pointer, task, count);
    const { poison } = task;
    if (poison) return this.#refuse(poison.kind, task.pointer, poison, count);
    // Two tasks with one key could not be told apart ever after.
    if (this.#isSecond(task)) return this.#refuse('task-again', task.pointer, task.data, count);
    this.#newTasks.push({ task, reason: found.reason });
  }

  #isSecond(task: TaskItem): boolean {
    const { match } = this.facts;
    const key = match.by === 'data' ? keyOfTask(this.read.text, task, match) : undefined;
    if (key === undefined) return false;
    if (this.#newKeys.has(key)) return true;
    this.#newKeys.add(key);
    return false;
  }
}

/** Counts by model version. */
export function versionsOf({ creates, same, surplus, newTasks }: Omit<UploadPlan, 'versions'>): PlannedVersion[] {
  const versions = new Map<string, PlannedVersion>();
  const of = (modelVersion: string): PlannedVersion => {
    const known = versions.get(modelVersion) ?? { modelVersion, sending: 0, changed: 0, same: 0, surplus: 0 };
    versions.set(modelVersion, known);
    return known;
  };
  for (const { prediction, replaces } of creates) {
    const version = of(versionOf(prediction));
    version.sending++;
    if (replaces !== undefined) version.changed++;
  }
  for (const { task } of newTasks) for (const item of task.predictions) of(versionOf(item)).sending++;
  for (const { prediction } of same) of(versionOf(prediction)).same++;
  for (const { version } of surplus) of(version).surplus++;
  return [...versions.values()];
}

/**
 * Decides for every prediction of the file: it is there already, it is created on a task of the project (in place of
 * another one or not), its task would have to be imported, or it cannot be sent.
 */
export function planUpload(read: UploadRead, facts: ServerFacts): UploadPlan {
  const steps = planSteps(read, facts);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same step by step, since what the server has already is read from the file again to be compared. */
export function planSteps(read: UploadRead, facts: ServerFacts): Generator<undefined, UploadPlan, undefined> {
  return new Planner(read, facts).plan();
}
