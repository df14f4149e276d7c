/** Registers synchronous work for the end of this process; the result takes it off the list without running it. */
export function atExit(job: () => void): () => void;

/** Ends a process that was started with `detached: true`, and its descendants. */
export function killTree(pid: number | undefined, signal?: NodeJS.Signals): void;

/** Makes a folder under the system's temporary folder that disappears with this process. */
export function temporaryFolder(prefix: string): { dir: string; remove: () => void };
