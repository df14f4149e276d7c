import { UnreadableText } from '../platform/node/filePieces';
import { NotReplaced } from '../platform/node/replaceFile';

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'it may not be read: change its permissions',
  EPERM: 'it may not be read: change its permissions',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  EMFILE: 'too many files are open on this system',
  ENAMETOOLONG: 'its name is too long',
};

/** Why a file cannot be read or checked, as a clause in plain words. */
export function reasonOf(error: unknown): string {
  if (error instanceof UnreadableText || error instanceof NotReplaced) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && SYSTEM[code] !== undefined) return SYSTEM[code];
  if (error instanceof RangeError && /string length/i.test(error.message)) {
    return 'a single task in it is too large to be held in memory';
  }
  if (code !== undefined && /^E[A-Z0-9]+$/.test(code)) return error.message;
  return `the check itself has failed, which is a mistake of ours: ${error.stack ?? error.message}`;
}
