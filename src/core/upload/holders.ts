/** Which of several tasks with equal data already holds the predictions of a task of the file. Pure. */
import { keyOfItem, type StoredContent, versionOf } from './content';
import type { TaskItem } from './read';
import type { UploadText } from './uploadText';

/** Tasks that are compared for one prediction: of hundreds with equal content each is as good as the other. */
const COMPARED = 8;

/**
 * Tasks with equal data can only be told apart by what they hold. Without that a file whose tasks come in another order, or of
 * which only a part was stored, would be laid over the wrong ones.
 */
export class Holders {
  /** For the tasks of one `dataKey`: which of them hold a content, the oldest first. */
  readonly #byData = new Map<string, Map<string, number[]>>();

  constructor(
    private readonly text: UploadText,
    private readonly stored: ReadonlyMap<number, readonly StoredContent[]>,
    private readonly taken: ReadonlySet<number>,
  ) {}

  /**
   * The task that holds most of the predictions.
   *
   * @param data the `dataKey` that all candidates have
   */
  of(task: TaskItem, data: string, candidates: readonly number[]): number | undefined {
    const contents = this.#contentsOf(data, candidates);
    const counts = new Map<number, number>();
    for (const item of task.predictions) {
      for (const id of this.#free(contents.get(`${keyOfItem(this.text, item)} ${versionOf(item)}`))) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    let best: number | undefined;
    for (const [id, count] of counts) {
      const most = best === undefined ? 0 : (counts.get(best) ?? 0);
      if (count > most || (count === most && best !== undefined && id < best)) best = id;
    }
    return best;
  }

  #contentsOf(data: string, candidates: readonly number[]): Map<string, number[]> {
    const known = this.#byData.get(data);
    if (known) return known;
    const contents = new Map<string, number[]>();
    for (const id of candidates) {
      for (const name of new Set((this.stored.get(id) ?? []).map(({ key, version }) => `${key} ${version}`))) {
        const holders = contents.get(name);
        if (holders) holders.push(id);
        else contents.set(name, [id]);
      }
    }
    this.#byData.set(data, contents);
    return contents;
  }

  #free(holders: number[] = []): readonly number[] {
    while (holders[0] !== undefined && this.taken.has(holders[0])) holders.shift();
    return holders.slice(0, COMPARED).filter((id) => !this.taken.has(id));
  }
}
