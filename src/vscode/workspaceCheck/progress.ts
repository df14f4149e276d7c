import type { Progress } from 'vscode';
import { plural } from '../../core/report/words';

export type ProgressSink = Progress<{ message?: string; increment?: number }>;

/** A notification is not rewritten more often than this, in milliseconds. */
const PAUSE = 100;

/** One file of those that are under way. */
export interface Step {
  /** @param share of the file that has been read, 0 to 1 */
  report(share: number): void;
  end(): void;
}

/** Says how many of the files are checked, and what part of the work that is. */
export class CheckProgress {
  #done = 0;
  readonly #shares = new Map<object, number>();
  #shown = 0;
  #last = 0;

  constructor(
    private readonly sink: ProgressSink,
    private readonly total: number,
  ) {}

  begin(name: string): Step {
    const step = {
      report: (share: number): void => {
        this.#shares.set(step, Math.min(share, 1));
        this.#say(name);
      },
      end: (): void => {
        this.#shares.delete(step);
        this.#done++;
        this.#say(name);
      },
    };
    return step;
  }

  #say(name: string): void {
    const now = Date.now();
    if (now - this.#last < PAUSE) return;
    this.#last = now;
    let done = this.#done;
    for (const share of this.#shares.values()) done += share;
    const percent = this.total === 0 ? 100 : (done / this.total) * 100;
    const files = this.total === 1 ? '' : `${this.#done.toLocaleString('en')} of ${plural(this.total, 'file')}, `;
    const about = this.total === 1 ? '' : ` (${name})`;
    this.sink.report({ message: `${files}${Math.floor(percent)} %${about}`, increment: percent - this.#shown });
    this.#shown = percent;
  }
}
