// Runs inside of the extension host: `npm run bench:host` (bench/host.mjs) says what it measures.
import { readFileSync, writeFileSync } from 'node:fs';
import { Session as Inspector } from 'node:inspector/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { watchGarbage } from './garbage';
import { Session } from './session';
import type { Block, FileResult, FileTask, Result, Task } from './task';

const task: Task = JSON.parse(readFileSync(process.env.LSP_BENCH_HOST ?? '', 'utf8'));
const result: Result = { vscode: vscode.version, node: process.versions.node, files: [] };

describe('typing', function () {
  this.timeout(0);
  let collection: vscode.DiagnosticCollection;

  before(async () => {
    watchGarbage();
    collection = vscode.languages.createDiagnosticCollection('bench');
    // A remote VS Code asks before it opens more than 10 MB.
    const workbench = vscode.workspace.getConfiguration('workbench');
    await workbench.update('editorLargeFileConfirmation', 1024, vscode.ConfigurationTarget.Workspace);
  });

  for (const file of task.files) {
    it(file.name, async () => {
      const session = await Session.open(file, collection);
      try {
        result.files.push(await measure(session, file));
        writeFileSync(task.out, JSON.stringify(result));
      } finally {
        await session.close();
      }
    });
  }
});

async function measure(session: Session, file: FileTask): Promise<FileResult> {
  const { document, opening } = session;
  const passes = [await session.start()];
  const cold = await session.type(file.warmups);
  const without: Block[] = [];
  const withCheck: Block[] = [];
  let problems = 0;
  for (const [index, round] of file.rounds.entries()) {
    session.stop();
    without.push(await session.type(round));
    passes.push(await session.start());
    withCheck.push(await profiled(`${file.name}-${index}`, () => session.type(round)));
    problems = session.verify();
  }
  session.stop();
  const asked = await session.ask(file.asked);
  const { lineCount } = document;
  const characters = document.offsetAt(new vscode.Position(lineCount, 0));
  return {
    name: file.name,
    characters,
    lines: lineCount,
    problems,
    opening,
    passes,
    cold,
    without,
    with: withCheck,
    asked,
  };
}

async function profiled<T>(name: string, run: () => Promise<T>): Promise<T> {
  if (task.profile === undefined) return run();
  const inspector = new Inspector();
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
  await inspector.post('Profiler.start');
  const value = await run();
  const { profile } = await inspector.post('Profiler.stop');
  inspector.disconnect();
  writeFileSync(join(task.profile, `host-${name.replaceAll(' ', '-')}.cpuprofile`), JSON.stringify(profile));
  return value;
}
