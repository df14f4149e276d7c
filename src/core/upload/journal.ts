/** A request that was sent and whose answer has not come yet. */
export interface OpenRequest {
  /** Unique. */
  readonly id: string;
  /** Address and project that it went to. */
  readonly server: string;
  readonly project: number;
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'create' | 'bulk' | 'import';
  /** Predictions in it. */
  readonly predictions: number;
  /** Their model versions, with how many of each the project had before. */
  readonly versions: Readonly<Record<string, number>>;
  /** Digest of its body. */
  readonly body: string;
  /** Milliseconds that the server may need for it once it has it. */
  readonly patience: number;
}

/**
 * What is on its way. A request can land seconds after its client has died: whoever starts again has to wait for that
 * before the server's state means anything. The server is the truth; the journal only says how long to wait for it.
 */
export interface Journal {
  /** Resolves when it cannot be lost any more, before the request leaves. */
  open(request: OpenRequest): Promise<void>;
  close(id: string): Promise<void>;
  /** What was never closed, of one server and project. */
  list(server: string, project: number): Promise<readonly OpenRequest[]>;
}

/** For where nothing can be kept. A run of its own is safe without; one that dies can then leave doubles behind. */
export const noJournal: Journal = {
  open: async () => {},
  close: async () => {},
  list: async () => [],
};
