/** Bytes that go from one thread to the other: they are handed over and not copied. */

/** Bytes that are sent at a time: a message for each piece of the network would be more garbage than the pieces are. */
const PARCEL = 512 * 1024;
/**
 * Parcels that may be on their way. A page of a listing is no more than that; of more the network waits, since a server nearby
 * is faster than the thread, and all of its answer would lie in between.
 */
const AHEAD = 32;

/** Bytes of an answer on their way to the thread. */
export class Parcels {
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;
  #status = 0;
  readonly #sent: Promise<void>[] = [];

  constructor(private readonly send: (parts: Uint8Array<ArrayBuffer>[], status: number) => Promise<void>) {}

  /** @returns what to wait for before more is added, when there is something */
  add(part: Uint8Array<ArrayBuffer>, status: number): Promise<void> | undefined {
    this.#parts.push(part);
    this.#length += part.byteLength;
    this.#status = status;
    if (this.#length < PARCEL) return undefined;
    this.#flush();
    return this.#sent.at(-AHEAD);
  }

  /** Resolves when all of it has arrived. */
  async sent(): Promise<void> {
    if (this.#parts.length > 0) this.#flush();
    await Promise.all(this.#sent);
  }

  #flush(): void {
    const sent = this.send(this.#parts, this.#status);
    // Who waits for it later is told; until then nobody has to be.
    sent.catch(() => {});
    this.#sent.push(sent);
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
