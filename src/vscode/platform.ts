import type { AbortSignalLike, Clock, HttpClient, RereadableSource } from '../core/ports';
import type { Journal } from '../core/upload/journal';
import type { UploadSession } from '../core/upload/session/session';

/** What differs between the desktop and the browser; the entry files choose it. */
export interface Platform {
  /** Made on first use, so that activation does not pay for it. */
  loadHttp(): Promise<HttpClient>;
  clock: Clock;
  /**
   * Opens a file on disk by its path, to be read in pieces. Undefined where there is no disk to read from, in a browser.
   *
   * @throws an Error with a `code` (`ENOENT`, `EACCES`, …) when it cannot be opened
   */
  openFile?(path: string): Promise<FilePieces>;
  /**
   * Begins an upload: in a thread of its own, or here where there are no threads.
   *
   * @param journal where requests that are on their way are noted
   */
  startUpload(journal: Journal): Promise<UploadSession>;
  /**
   * Waits until no other window uploads to a project. Undefined where windows do not know of each other, in a browser.
   *
   * @param what the server and the project, as one text
   * @returns what ends it; undefined when the signal was aborted meanwhile
   */
  lockProject?(
    what: string,
    waiting: { clock: Clock; signal?: AbortSignalLike; onWaiting?(): void },
  ): Promise<(() => void) | undefined>;
}

/** A file that is read in pieces. */
export interface FilePieces extends RereadableSource {
  /** Bytes. */
  readonly size: number;
  /** Bytes that have been read. */
  position(): number;
  close(): void;
}
