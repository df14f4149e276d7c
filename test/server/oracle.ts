import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A Python script that answers a line with a line, in the same order. */
export class Oracle {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  /**
   * @param python executable of the environment that Label Studio is installed in
   * @param script its path from the root of the project
   */
  constructor(python: string, script: string) {
    this.#process = spawn(python, ['-X', 'utf8', script], { stdio: 'pipe' });
    this.#process.stderr.pipe(process.stderr);
    this.#answers = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** The next line that it writes. */
  async read(): Promise<unknown> {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('The script has ended.');
    return JSON.parse(value);
  }

  /** @param question one line */
  async ask(question: string): Promise<unknown> {
    this.#process.stdin.write(`${question}\n`);
    return this.read();
  }

  /** It ends by itself when nothing more can come. */
  stop(): void {
    this.#process.stdin.end();
  }
}
