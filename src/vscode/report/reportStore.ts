import { EventEmitter, Uri } from 'vscode';
import { SCHEME } from '../ids';

/** Authority of reports in our read-only file system. */
const AUTHORITY = 'reports';

/** What a report is read as when it is no more: its tab comes back with the window, its content does not. */
const GONE = 'This report is gone. Run the check again for a new one.\n';

/** The reports of this session, as files that can be opened and that change when a check is run again. */
export class ReportStore {
  readonly #reports = new Map<string, { text: string; mtime: number }>();
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  /** @param name what the report is about; it becomes the title of its tab */
  uriOf(name: string): Uri {
    return Uri.from({ scheme: SCHEME, authority: AUTHORITY, path: `/${name.replace(/^\/+/, '')}.report.txt` });
  }

  write(uri: Uri, text: string): void {
    this.#reports.set(uri.path, { text, mtime: Date.now() });
    this.#changed.fire(uri);
  }

  /** The content of a report and when it was written, in milliseconds since 1970. Undefined for other addresses. */
  read(uri: Uri): { text: string; mtime: number } | undefined {
    if (uri.authority !== AUTHORITY) return undefined;
    return this.#reports.get(uri.path) ?? { text: GONE, mtime: 0 };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
