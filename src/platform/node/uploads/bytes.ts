/** Bytes that go from one thread to the other: they are handed over and not copied. */

/** Bytes that are sent at a time: a message for each piece of the network would be more garbage than the pieces are. */
const PARCEL = 512 * 1024;

/** Bytes of an answer on their way to the thread. */
export class Parcels {
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;
  #status = 0;
  readonly #sent: Promise<void>[] = [];

  constructor(private readonly send: (parts: Uint8Array<ArrayBuffer>[], status: number) => Promise<void>) {}

  add(part: Uint8Array<ArrayBuffer>, status: number): void {
    this.#parts.push(part);
    this.#length += part.byteLength;
    this.#status = status;
    if (this.#length >= PARCEL) this.#flush();
  }

  /** Resolves when all of it has arrived. */
  async sent(): Promise<void> {
    if (this.#parts.length > 0) this.#flush();
    await Promise.all(this.#sent);
  }

  #flush(): void {
    this.#sent.push(this.send(this.#parts, this.#status));
    this.#parts = [];
    this.#length = 0;
  }
}

/**
 * Bytes that can be handed over: those of the network as they are, where nobody else has a part of their memory. So they are
 * no garbage of the host, where little else makes the collector run.
 */
export function ownBytes(part: Uint8Array): Uint8Array<ArrayBuffer> {
  const isAlone = part.byteOffset === 0 && part.byteLength === part.buffer.byteLength;
  return isAlone ? new Uint8Array(part.buffer as ArrayBuffer) : new Uint8Array(part);
}

/** Gives bytes back at once, where the engine can: the collector counts what lies beside the heap too late. */
export function giveBack(part: Uint8Array): void {
  (part.buffer as { transfer?(length: number): unknown }).transfer?.(0);
}
