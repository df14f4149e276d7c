// The built command line as a process against a real server: a project and a folder of its own for each test.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import type { SharedLabelStudio } from '../harness/labelStudio';

export const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="bbox" toName="image"><Label value="cat"/></RectangleLabels></View>';

/** A region that the labeling config has a place for. */
export const box = (x: number | string = 1, label = 'cat'): string =>
  `{"id":"r1","from_name":"bbox","to_name":"image","type":"rectanglelabels","value":{"x":${x},"y":2,"width":3,"height":4,"rotation":0,"rectanglelabels":["${label}"]}}`;

/** A prediction that names its task. */
export const flat = (task: number, x: number | string = 1, version = 'v1'): string =>
  `{"task":${task},"model_version":${JSON.stringify(version)},"result":[${box(x)}]}`;

export const listed = (items: readonly string[]): string => `[${items.join(',\n')}]`;

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What is asked for beside the arguments. */
export interface Around {
  env?: Record<string, string>;
  /** Nobody reads its output. */
  isUnread?: true;
  /** It cannot write to files, as on a disk that is full. */
  isFull?: true;
  /** Another address than the server's own. */
  url?: string;
  /** Called when the process runs. */
  started?(kill: (signal: NodeJS.Signals) => void): void;
}

/** What the JSON report says of a file. */
export interface Reported {
  file: string;
  complete: boolean;
  error?: string;
  // biome-ignore lint/suspicious/noExplicitAny: it is what is tested
  plan: any;
  // biome-ignore lint/suspicious/noExplicitAny: it is what is tested
  result: any;
}

export class CommandLine {
  readonly #folder = temporaryFolder('command-line');

  private constructor(
    private readonly server: SharedLabelStudio,
    readonly project: number,
    readonly ids: readonly number[],
  ) {}

  /** @param tasks how many the project has, or their data */
  static async on(server: SharedLabelStudio, tasks: number | readonly object[]): Promise<CommandLine> {
    const { id } = await server.createProject({ title: 'command line', label_config: CONFIG });
    const all =
      typeof tasks === 'number' ? Array.from({ length: tasks }, (_, n) => ({ image: `${n}.png` })) : [...tasks];
    const ids =
      all.length === 0
        ? []
        : await server.importTasks(
            id,
            all.map((data) => ({ data })),
          );
    return new CommandLine(server, id, ids);
  }

  get dir(): string {
    return this.#folder.dir;
  }

  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.dir, name);
    writeFileSync(file, content);
    return file;
  }

  /** Uploads files of the folder, without asking. */
  async upload(files: string | readonly string[], args: readonly string[] = [], around: Around = {}): Promise<Ran> {
    const { env = {}, isFull, isUnread, started, url = this.server.url } = around;
    const where = ['--server', url, '--project', String(this.project), '--yes', ...args];
    const command = [process.execPath, path.resolve('dist', 'cli.js'), 'upload', ...[files].flat(), ...where];
    const [program, ...rest] = isFull ? ['sh', '-c', 'ulimit -f 0; exec "$0" "$@"', ...command] : command;
    const child = spawn(program as string, rest, {
      cwd: this.dir,
      env: { ...process.env, LABEL_STUDIO_API_KEY: this.server.pat, XDG_STATE_HOME: this.dir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (isUnread) child.stdout.destroy();
    const ran: Ran = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      ran.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      ran.stderr += chunk;
    });
    started?.((signal) => child.kill(signal));
    ran.code = await new Promise((resolve) => child.on('close', resolve));
    return ran;
  }

  /** The same, and what the JSON report says of the one file. */
  async report(
    file: string,
    args: readonly string[] = [],
  ): Promise<Reported & { code: number | null; stderr: string }> {
    const { code, stdout, stderr } = await this.upload(file, ['--format', 'json', ...args]);
    const [reported] = (JSON.parse(stdout) as { files: Reported[] }).files as [Reported];
    return { ...reported, code, stderr };
  }

  /** All that the project's first tasks hold. */
  async held(): Promise<Record<string, unknown>[]> {
    return (await Promise.all(this.ids.map((id) => this.server.predictionsOf(id)))).flat();
  }

  async taskCount(): Promise<number> {
    const { json } = await this.server.api('GET', `/api/projects/${this.project}/`);
    return (json as { task_number: number }).task_number;
  }

  remove(): void {
    this.#folder.remove();
  }
}
