import type { Writable } from 'node:stream';

/** Whoever read our output has gone: `check | head`. */
export class OutputClosed extends Error {}

/** Writes to a stream no faster than it is read. */
export class Output {
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(private readonly stream: Writable) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure ??= error.code === 'EPIPE' || error.code === 'EOF' ? new OutputClosed() : error;
      this.#wake?.();
    });
    stream.on('drain', () => this.#wake?.());
  }

  /**
   * Resolves when more can be written.
   *
   * @throws OutputClosed, or the system's error, as when a disk is full
   */
  async write(text: string): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (text === '' || this.stream.write(text)) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
    if (this.#failure) throw this.#failure;
  }

  /** Resolves when everything has been handed to the system. */
  async flush(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.stream.write('', () => resolve());
    });
    if (this.#failure) throw this.#failure;
  }
}
