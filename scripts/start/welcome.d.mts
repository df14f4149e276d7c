import type { MissingPart } from '../setup/missing-part.d.mts';
import type { Server } from './seed.d.mts';

/** What is started, or the part that this machine cannot have. Rejects with everything else. */
export function orMissing<T>(start: () => Promise<T>): Promise<T | MissingPart>;

/** What `npm start` prints when all is up. */
export function welcome(url: string, folder: string, server: Server | MissingPart): string;
