/** Keeps what an upload has on its way in files that survive a crash of the machine. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { entryOf, type Journal } from '../../core/upload/journal';

/** Where programs of this system keep their state. */
export function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  // One that is not absolute is to be ignored: it would be another folder wherever it is used.
  if (env.XDG_STATE_HOME && path.isAbsolute(env.XDG_STATE_HOME))
    return path.join(env.XDG_STATE_HOME, 'label-studio-predictions');
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'label-studio-predictions');
  }
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'label-studio-predictions');
  return path.join(homedir(), '.local', 'state', 'label-studio-predictions');
}

const EXTENSION = '.json';

/**
 * @param folder is made on first use
 */
export function fileJournal(folder: string): Journal {
  const fileOf = (id: string): string => path.join(folder, `${id}${EXTENSION}`);
  return {
    async open(request) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Under another name until it is whole: half an entry would be none.
      const draft = `${fileOf(request.id)}.tmp`;
      try {
        writeThrough(draft, JSON.stringify(request));
        renameSync(draft, fileOf(request.id));
      } catch (error) {
        // A disk that is full need not keep what is of no use.
        rmSync(draft, { force: true });
        throw error;
      }
    },
    async close(id) {
      try {
        rmSync(fileOf(id), { force: true });
      } catch {
        // What it was for has happened all the same.
      }
    },
    async list(server, project) {
      return namesIn(folder).flatMap((name) => {
        const kept = read(path.join(folder, name));
        return entryOf(kept, name.slice(0, -EXTENSION.length), { server, project }) ?? [];
      });
    },
  };
}

/** Writes a file, and does not come back before it is on the disk. */
function writeThrough(file: string, text: string): void {
  const fd = openSync(file, 'w', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  } catch {
    return [];
  }
}

/** Another process may have closed it meanwhile. */
function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
