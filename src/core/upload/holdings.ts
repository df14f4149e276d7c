/** Which of the sent predictions are on the server, and under which ids. */
import { addTo } from '../addTo';
import { keyOfItem, type StoredContent, versionOf } from './content';
import type { PlannedCreate, ServerFacts } from './plan';
import type { UploadText } from './uploadText';

/** A prediction that is on the server by all that is known. */
export interface Held {
  planned: PlannedCreate;
  /** Its id; undefined as long as nobody has read it back, since bulk requests tell none. */
  id: number | undefined;
}

/** What the tasks hold beside what was there before and what is accounted for. */
export interface Leftover extends StoredContent {
  task: number;
}

/** What a look at some tasks has shown. */
export interface Look {
  /** Of the given predictions, those that are there now. */
  landed: PlannedCreate[];
  /** Of the given predictions, those that are not. */
  absent: PlannedCreate[];
  /** Held by all that was known, and not there. */
  missing: Held[];
  /** There under its id, with another content than what was sent. */
  altered: Held[];
  /** There beside all that: a prediction of the file a second time, or somebody else's. */
  leftover: Leftover[];
}

export class Holdings {
  /** Most tasks hold one: a list for each would take more than what is in it. */
  readonly #byTask = new Map<number, Held | Held[]>();
  readonly #before = new Set<number>();

  constructor(
    private readonly text: UploadText,
    { stored }: Pick<ServerFacts, 'stored'>,
  ) {
    for (const contents of stored?.values() ?? []) for (const { id } of contents) this.#before.add(id);
  }

  /** Notes that the server has a prediction. */
  hold(planned: PlannedCreate, id?: number): void {
    const held: Held = { planned, id };
    const same = this.#byTask.get(planned.task);
    if (same === undefined) this.#byTask.set(planned.task, held);
    else if (Array.isArray(same)) same.push(held);
    else this.#byTask.set(planned.task, [same, held]);
  }

  #of(task: number): readonly Held[] {
    const held = this.#byTask.get(task) ?? [];
    return Array.isArray(held) ? held : [held];
  }

  /** Everything that is held. */
  *all(): Generator<Held> {
    for (const held of this.#byTask.values()) {
      if (Array.isArray(held)) yield* held;
      else yield held;
    }
  }

  /** How many tasks hold something. */
  get size(): number {
    return this.#byTask.size;
  }

  get tasks(): Iterable<number> {
    return this.#byTask.keys();
  }

  /**
   * Goes through what tasks hold. Ids that were not known are noted, and of the predictions in doubt those that are there.
   *
   * @param stored everything that these tasks hold of the file's model versions
   * @param doubtful predictions of which nobody knows, all for these tasks
   */
  look(stored: ReadonlyMap<number, readonly StoredContent[]>, doubtful: readonly PlannedCreate[] = []): Look {
    const found: Look = { landed: [], absent: [], missing: [], altered: [], leftover: [] };
    const inDoubt = new Map<number, PlannedCreate[]>();
    for (const planned of doubtful) {
      addTo(inDoubt, planned.task, planned);
    }
    for (const [task, contents] of stored) this.#lookAt(task, contents, inDoubt.get(task) ?? [], found);
    return found;
  }

  #lookAt(task: number, contents: readonly StoredContent[], doubtful: readonly PlannedCreate[], found: Look): void {
    const held = this.#of(task);
    const known = new Set(held.flatMap(({ id }) => id ?? []));
    const present = new Map(contents.map((content) => [content.id, `${content.key} ${content.version}`]));
    const free = new Map<string, StoredContent[]>();
    for (const content of [...contents].sort((a, b) => a.id - b.id)) {
      if (this.#before.has(content.id) || known.has(content.id)) continue;
      addTo(free, `${content.key} ${content.version}`, content);
    }
    for (const one of held) {
      const own = one.id === undefined ? undefined : present.get(one.id);
      if (own !== undefined) {
        if (own !== this.#nameOf(one.planned)) found.altered.push(one);
        continue;
      }
      one.id = free.get(this.#nameOf(one.planned))?.shift()?.id;
      if (one.id === undefined) found.missing.push(one);
    }
    for (const planned of doubtful) {
      const id = free.get(this.#nameOf(planned))?.shift()?.id;
      if (id === undefined) found.absent.push(planned);
      else {
        this.hold(planned, id);
        found.landed.push(planned);
      }
    }
    for (const contentsLeft of free.values())
      for (const content of contentsLeft) found.leftover.push({ ...content, task });
  }

  #nameOf({ prediction }: PlannedCreate): string {
    return `${keyOfItem(this.text, prediction)} ${versionOf(prediction)}`;
  }

  /** Whether a content is one that was sent to this task. */
  isOurs({ task, key, version }: Leftover): boolean {
    const name = `${key} ${version}`;
    return this.#of(task).some(({ planned }) => this.#nameOf(planned) === name);
  }
}
