// Runs inside of the extension host: `npm run bench:upload-memory` (bench/upload-memory.mjs) says what it measures.
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkStream } from '../../src/core/engine/streamCheck';
import { Rereadable } from '../../src/core/engine/textPieces';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { gatherServerFacts } from '../../src/core/upload/facts';
import type { Journal } from '../../src/core/upload/journal';
import { planSteps } from '../../src/core/upload/plan';
import { readSteps } from '../../src/core/upload/read';
import { runUpload } from '../../src/core/upload/run';
import { systemClock } from '../../src/platform/common/clock';
import { openPieces } from '../../src/platform/node/filePieces';
import { paced } from '../../src/vscode/server/uploadFile';
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

describe('memory of an upload', function () {
  this.timeout(0);

  it('is measured', async () => {
    const client = clientFor(task.url, 'f'.repeat(40));
    // Everything is loaded and has spoken with the server once.
    await client.project(1);
    await sleep(5_000);
    const results: UploadMemoryResult[] = [];
    for (const what of ['the first time', 'the same file again']) {
      results.push({ what, ...(await measure(client)) });
      writeFileSync(task.out, JSON.stringify(results));
      await sleep(3_000);
    }
  });
});

async function measure(client: ReturnType<typeof clientFor>): Promise<Omit<UploadMemoryResult, 'what'>> {
  const { file, configFile, form, expects } = task.input;
  const { config } = parseLabelingConfig(readFileSync(configFile, 'utf8'));
  const peak = new Peak();
  peak.take();
  const idle = process.memoryUsage.rss();
  const start = performance.now();
  const peaks: Record<string, number> = {};
  const pieces = openPieces(file);
  try {
    const text = new Rereadable(pieces);
    const read = await paced(readSteps(text, form));
    peaks.reading = peak.take();
    await paced(checkStream(text.again(), { form, expects, ...(config && { config }) }), (problems) => {
      if (problems.length > 0) throw new Error(problems[0]?.message);
    });
    peaks.checking = peak.take();
    const facts = await gatherServerFacts(client, 1, read);
    peaks.asking = peak.take();
    const plan = await paced(planSteps(read, facts));
    peaks.planning = peak.take();
    let sent = 0;
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      if (done === total && sent === 0) sent = peak.take();
    };
    const { created } = await runUpload(plan, client, { clock: systemClock, journal, onProgress });
    peaks.sending = sent;
    peaks['reading back'] = peak.take();
    return {
      idle,
      peaks,
      created: created.length,
      same: plan.same.length,
      seconds: (performance.now() - start) / 1000,
    };
  } finally {
    pieces.close();
    peak.stop();
  }
}
