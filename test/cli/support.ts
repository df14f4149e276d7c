// Runs the built command line as a process of its own, in a folder of its own.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';

export const CLI = path.resolve('dist', 'cli.js');

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A folder for the files of a test, gone when the test process ends. */
export class Workspace {
  readonly dir: string = temporaryFolder('cli').dir;

  /** @param name may lead through folders, which are made */
  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Runs `label-studio-predictions` with these arguments. */
  run(args: readonly string[], { input = '', cwd = '', env = {} }: RunOptions = {}): Ran {
    const run: SpawnSyncReturns<string> = spawnSync(process.execPath, [CLI, ...args], {
      cwd: path.join(this.dir, cwd),
      input,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      maxBuffer: 1 << 30,
      timeout: 120_000,
    });
    return { code: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  check(args: readonly string[], options?: RunOptions): Ran {
    return this.run(['check', ...args], options);
  }

  /** What `--format json` says. */
  json(args: readonly string[], options?: RunOptions): JsonReport & { code: number | null } {
    const { code, stdout, stderr } = this.check(['--format', 'json', ...args], options);
    try {
      return { ...(JSON.parse(stdout) as JsonReport), code };
    } catch {
      throw new Error(`not one JSON document:\n${stdout.slice(0, 2000)}\n${stderr}`);
    }
  }
}

interface RunOptions {
  input?: string | Uint8Array;
  /** A folder in the workspace. */
  cwd?: string;
  env?: Record<string, string>;
}

export interface JsonPlace {
  line: number;
  column: number;
  offset: number;
}

export interface JsonProblem {
  code: string;
  severity: string;
  gates: string[];
  message: string;
  pointer: string;
  start: JsonPlace;
  end: JsonPlace;
}

export interface JsonReport {
  version: number;
  files: { file: string; config: string | null; problems: JsonProblem[]; error?: string }[];
  summary: Record<string, number>;
}

/** The names of the files of a report. */
export const namesOf = ({ files }: JsonReport): string[] => files.map(({ file }) => file);

/** `file: code at line:column` for every problem. */
export function problemsOf({ files }: JsonReport): string[] {
  return files.flatMap(({ file, problems }) =>
    problems.map(({ code, start }) => `${file}: ${code} at ${start.line}:${start.column}`),
  );
}

/** A flat prediction with one rectangle; an `x` of more than 100 is a mistake. */
export function prediction(x = 44, label = 'Ship'): string {
  const value = `{"x":${x},"y":10,"width":5,"height":5,"rectanglelabels":["${label}"]}`;
  const region = `{"id":"r1","from_name":"box","to_name":"photo","type":"rectanglelabels","value":${value}}`;
  return `{"task":1,"model_version":"v1","result":[${region}]}`;
}

export const GOOD = `[${prediction()}]`;
export const BAD = `[${prediction(528)}]`;

/** A labeling config that `prediction` goes with. */
export const CONFIG =
  '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels></View>';
