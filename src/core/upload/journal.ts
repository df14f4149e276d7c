import { serverIdentity } from '../server/url';

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
  /** Digest of what its predictions hold. */
  readonly content: string;
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
  /** Does not reject: an entry that stays is waited for in vain, and no more. */
  close(id: string): Promise<void>;
  /** What was never closed, of one server and project. */
  list(server: string, project: number): Promise<readonly Pick<OpenRequest, 'id' | 'at' | 'patience'>[]>;
}

/** Milliseconds that nobody waits longer than for what was left on its way, whatever an entry says. */
const LONGEST = 7_200_000;
/** Milliseconds that are waited for an entry that does not say how long. */
const UNTOLD = 60_000;

/**
 * An entry as it was kept, which another version of this program may have written, or a disk may have spoilt: what it does not
 * say is taken to be long.
 *
 * @param id under which it is kept: it can be closed, whatever it says itself
 * @returns undefined when it is of another server or project, or of none
 */
export function entryOf(
  kept: unknown,
  id: string,
  { server, project }: Pick<OpenRequest, 'server' | 'project'>,
): Pick<OpenRequest, 'id' | 'at' | 'patience'> | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const entry = kept as Partial<OpenRequest>;
  if (typeof entry.server !== 'string' || !isSame(entry.server, server)) return undefined;
  if (entry.project !== project) return undefined;
  const { at, patience } = entry;
  return {
    id,
    at: typeof at === 'number' && Number.isFinite(at) ? at : Number.MAX_SAFE_INTEGER,
    patience: typeof patience === 'number' && patience >= 0 ? Math.min(patience, LONGEST) : UNTOLD,
  };
}

function isSame(kept: string, server: string): boolean {
  try {
    return serverIdentity(kept) === serverIdentity(server);
  } catch {
    // No address at all.
    return false;
  }
}

/** For where nothing can be kept. A run of its own is safe without; one that dies can then leave doubles behind. */
export const noJournal: Journal = {
  open: async () => {},
  close: async () => {},
  list: async () => [],
};
