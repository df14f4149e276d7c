import { EventEmitter, Uri } from 'vscode';
import { SCHEME } from '../ids';

/**
 * Authorities in our read-only file system, and what a text of each is read as when it is no more: its tab comes back with
 * the window, its content does not.
 */
const GONE: Readonly<Record<string, string>> = {
  reports: 'This report is gone. Run the check again for a new one.\n',
  server: '<!-- This text of a server is gone. Run the command again for a new one. -->\n',
};

/**
 * The reports of this session and texts that came from a server, as files that can be opened and that change when a check
 * is run again.
 */
export class ReportStore {
  readonly #reports = new Map<string, { text: string; mtime: number }>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  /** @param name what the report is about; it becomes the title of its tab */
  uriOf(name: string): Uri {
    return Uri.from({ scheme: SCHEME, authority: 'reports', path: `/${name.replace(/^\/+/, '')}.report.txt` });
  }

  /** @param path of a text from a server; its last part is the title of its tab and chooses the language */
  uriOfServerText(path: string): Uri {
    return Uri.from({ scheme: SCHEME, authority: 'server', path: `/${path}` });
  }

  write(uri: Uri, text: string): void {
    this.#reports.set(uri.toString(), { text, mtime: Date.now() });
    this.#changed.fire(uri);
  }

  /** The content of a report or a server's text and when it was written, in milliseconds since 1970. Undefined for other addresses. */
  read(uri: Uri): { text: string; mtime: number } | undefined {
    const gone = GONE[uri.authority];
    return gone === undefined ? undefined : (this.#reports.get(uri.toString()) ?? { text: gone, mtime: 0 });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
