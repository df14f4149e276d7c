import { type ExtensionContext, Uri } from 'vscode';
import { type IdRange, idsOf, rangesOf } from '../../core/upload/idRanges';
import type { ResultView } from '../../core/upload/session/session';
import type { UndoRecord } from '../../core/upload/undo';
import { stateKeys } from '../ids';

/** An upload from this workspace that can be taken back. */
export interface UploadRecord extends UndoRecord {
  /** Unique. */
  id: string;
  /** Address of the file. */
  file: string;
  /** When it ended, in milliseconds since 1970. */
  at: number;
  /** Predictions whose place it has taken; they do not come back. */
  replaced: number;
  /** Predictions that it has stored and whose ids nobody could read back. */
  unknown: number;
}

/** As it is kept: an upload of 100,000 predictions is a few ranges of ids. */
type Kept = Omit<UploadRecord, 'predictions' | 'tasks' | 'onTasks'> &
  Record<'predictions' | 'tasks' | 'onTasks', IdRange[]>;

/** More than anybody takes back. */
const KEPT = 20;

/** The uploads of a workspace, the latest first. */
export class UploadRecords {
  readonly #state: ExtensionContext['workspaceState'];

  constructor({ workspaceState }: Pick<ExtensionContext, 'workspaceState'>) {
    this.#state = workspaceState;
  }

  list(): UploadRecord[] {
    return this.#kept().map((kept) => ({
      ...kept,
      predictions: idsOf(kept.predictions),
      tasks: idsOf(kept.tasks),
      onTasks: idsOf(kept.onTasks),
    }));
  }

  find(id: string): UploadRecord | undefined {
    return this.list().find((record) => record.id === id);
  }

  async add(record: UploadRecord): Promise<void> {
    await this.#store([pack(record), ...this.#kept()]);
  }

  /** @param left what of it is still there; nothing when undefined */
  async settle(id: string, left: UndoRecord | undefined): Promise<void> {
    const kept = this.#kept().flatMap((one) => {
      if (one.id !== id) return one;
      return left ? { ...one, predictions: rangesOf(left.predictions), tasks: rangesOf(left.tasks) } : [];
    });
    await this.#store(kept);
  }

  #kept(): Kept[] {
    return this.#state.get<Kept[]>(stateKeys.uploads) ?? [];
  }

  async #store(kept: readonly Kept[]): Promise<void> {
    await this.#state.update(stateKeys.uploads, kept.slice(0, KEPT));
  }
}

const pack = (record: UploadRecord): Kept => ({
  ...record,
  predictions: rangesOf(record.predictions),
  tasks: rangesOf(record.tasks),
  onTasks: rangesOf(record.onTasks),
});

/** Undefined when an upload has made nothing whose id is known. */
export function recordOf(file: Uri, at: number, result: ResultView): UploadRecord | undefined {
  const { made, replaced, unknown } = result;
  if (!made) return undefined;
  const [first = 0] = made.predictions;
  return { ...made, id: `${at}-${first}`, file: file.toString(), at, replaced, unknown };
}

/** `ships.predictions.json`. */
export const nameOf = ({ file }: Pick<UploadRecord, 'file'>): string => Uri.parse(file).path.replace(/^.*\//, '');

/** When something was, as short as it can be told apart. */
export function timeText(at: number, now: Date): string {
  const when = new Date(at);
  const time = when.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  if (when.toDateString() === now.toDateString()) return `today ${time}`;
  return `${when.toLocaleDateString()} ${time}`;
}
