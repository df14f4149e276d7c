// Runs inside of the extension host: `npm run bench:upload-memory` (bench/upload-memory.mjs) says what it measures.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { normalizeServerUrl, type ServerUrl } from '../../src/core/server/url';
import type { Journal } from '../../src/core/upload/journal';
import { startUpload } from '../../src/platform/node/uploads/uploadHost';
import { clientFor } from '../lib/uploadParts';
import type { UploadMemoryResult, UploadMemoryTask } from './task';

const task: UploadMemoryTask = JSON.parse(readFileSync(process.env.LSP_BENCH_UPLOAD_MEMORY ?? '', 'utf8'));

/** The most that the process has had since it was asked last, in bytes. Linux counts it; elsewhere it is looked at often. */
class Peak {
  #most = 0;
  readonly #timer = setInterval(() => this.#look(), 20);

  #look(): void {
    this.#most = Math.max(this.#most, process.memoryUsage.rss());
  }

  /** The most since the last time. */
  take(): number {
    this.#look();
    let most = this.#most;
    this.#most = 0;
    if (process.platform === 'linux') {
      const kept = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
      most = Math.max(most, Number(kept?.[1] ?? 0) * 1024);
      writeFileSync('/proc/self/clear_refs', '5');
    }
    return most;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** Keeps nothing, but is not the one that asks for no digests. */
const journal: Journal = { open: async () => {}, close: async () => {}, list: async () => [] };

const TOKEN = 'f'.repeat(40);

/** The thread's code as the extension has it. */
function script(): string {
  const extension = vscode.extensions.getExtension('label-studio-predictions.label-studio-predictions');
  if (!extension) throw new Error('The extension is not there.');
  return path.join(extension.extensionPath, 'dist', 'uploadThread.js');
}

function server(): ServerUrl {
  const normalized = normalizeServerUrl(task.url);
  if (!normalized.ok) throw new Error(normalized.message);
  return normalized.server;
}

describe('memory of an upload', function () {
  this.timeout(0);

  it('is measured', async () => {
    // Everything is loaded and has spoken with the server once.
    await clientFor(task.url, TOKEN).project(1);
    const idle = await settled();
    const results: UploadMemoryResult[] = [];
    for (const what of ['the first time', 'the same file again']) {
      results.push({ what, idle, ...(await measure()) });
      writeFileSync(task.out, JSON.stringify(results));
      await sleep(3_000);
    }
  });
});

/**
 * What the host has when it is idle, in bytes. It grows by itself by 20 to 50 MB in the half minute after its start: what VS Code
 * leaves lying is collected late.
 */
async function settled(): Promise<number> {
  const seen: number[] = [];
  for (let seconds = 0; seconds < 120; seconds += 5) {
    seen.push(process.memoryUsage.rss());
    const last = seen.slice(-4);
    if (last.length === 4 && Math.max(...last) - Math.min(...last) < 1024 * 1024) break;
    await sleep(5_000);
  }
  return process.memoryUsage.rss();
}

async function measure(): Promise<Omit<UploadMemoryResult, 'what' | 'idle'>> {
  const { file, configFile, form, expects } = task.input;
  const { config } = parseLabelingConfig(readFileSync(configFile, 'utf8'));
  const peak = new Peak();
  peak.take();
  const start = performance.now();
  const peaks: Record<string, number> = {};
  const session = startUpload(script(), journal);
  const never = new AbortController().signal;
  try {
    const opened = await session.open({
      name: 'predictions.json',
      source: { path: file },
      form,
      expects,
      selections: undefined,
    });
    peaks.reading = peak.take();
    const errors = await session.countErrors(config ? { config } : {});
    if (errors > 0) throw new Error(`${errors} errors`);
    peaks.checking = peak.take();
    const target = { server: server(), token: TOKEN, project: 1 };
    const plan = await session.plan(target, undefined, { signal: never, say: () => {} });
    peaks.planning = peak.take();
    let sent = 0;
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      if (done === total && sent === 0) sent = peak.take();
    };
    let created = 0;
    if (plan.creates > 0) {
      const consent = { importNew: new Set<never>(), changed: 'leave' } as const;
      const { made, unknown } = await session.send(consent, { signal: never, stop: never, onProgress });
      created = (made?.predictions.length ?? 0) + unknown;
    }
    peaks.sending = sent;
    peaks['reading back'] = peak.take();
    if (plan.creates + plan.same !== opened.sendable) throw new Error('Not all of it is in the plan.');
    return { peaks, created, same: plan.same, seconds: (performance.now() - start) / 1000 };
  } finally {
    await session.close();
    peak.stop();
  }
}
