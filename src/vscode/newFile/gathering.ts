import { CancellationError, ProgressLocation, window } from 'vscode';
import type { NewFileOutcome } from '../../core/edits/newFile/newFile';
import { plural } from '../../core/report/words';
import type { TextForm } from '../../core/text/units';
import { QUIET } from '../edits/steps';
import { Pace } from '../workspaceCheck/pace';

/** Characters of a text that VS Code still shows to extensions, with room for what is typed into it. */
export const MAX_SHOWN = 48_000_000;
/** Characters that are joined and encoded at a time. */
const BATCH = 1_000_000;
/** Bytes that are held; files are written whole. */
const MOST_BYTES = 1_000_000_000;

/** A text that comes in pieces, as far as it was fetched. */
export class Gathering {
  /** Tasks that have a prediction in it. */
  tasks = 0;
  /** Once all of it is there. */
  outcome: NewFileOutcome | undefined;
  readonly #parts: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  #batch: string[] = [];
  #batched = 0;
  #length = 0;
  #bytes = 0;

  constructor(private readonly steps: Generator<string | undefined, NewFileOutcome, undefined>) {}

  /**
   * Fetches until it is all there, or as long as some characters. What takes long is done behind a notification that it
   * can be cancelled in.
   *
   * @throws CancellationError
   */
  async fill(most: number): Promise<void> {
    const until = performance.now() + QUIET;
    const isThere = await this.#fetch(most, () => performance.now() > until);
    if (isThere) return;
    await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Label Studio: Writing predictions', cancellable: true },
      async (progress, token) =>
        this.#fetch(most, () => {
          progress.report({ message: plural(this.tasks, 'task') });
          if (token.isCancellationRequested) throw new CancellationError();
          return false;
        }),
    );
  }

  /** @returns whether it is there; false when it was stopped at a rest */
  async #fetch(most: number, isOver: () => boolean): Promise<boolean> {
    const pace = new Pace();
    while (this.#length < most) {
      const step = this.steps.next();
      if (step.done) {
        this.outcome = step.value;
        this.tasks = step.value.tasks;
        return true;
      }
      if (step.value !== undefined) this.#add(step.value);
      if (!pace.isOver) continue;
      await pace.rest();
      if (isOver()) return false;
    }
    return true;
  }

  /** Ends it here. */
  end(form: TextForm): void {
    if (form === 'json') this.#append('\n]\n');
  }

  text(): string {
    this.#flush();
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return this.#parts.map((part) => decoder.decode(part)).join('');
  }

  bytes(): Uint8Array {
    this.#flush();
    const all = new Uint8Array(this.#bytes);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #add(piece: string): void {
    this.tasks++;
    this.#append(piece);
  }

  #append(piece: string): void {
    this.#batch.push(piece);
    this.#length += piece.length;
    this.#batched += piece.length;
    if (this.#batched >= BATCH) this.#flush();
  }

  /** As bytes it takes less memory than as text. */
  #flush(): void {
    if (this.#batch.length === 0) return;
    const part = this.#encoder.encode(this.#batch.join(''));
    this.#parts.push(part);
    this.#batch = [];
    this.#batched = 0;
    this.#bytes += part.length;
    if (this.#bytes > MOST_BYTES)
      throw new Error('The predictions of these tasks are more than 1 GB. Split the tasks.');
  }
}
