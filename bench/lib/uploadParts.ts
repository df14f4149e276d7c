/** An upload as the command line does it, with its times. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { checkStream } from '../../src/core/engine/streamCheck';
import { Rereadable } from '../../src/core/engine/textPieces';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { LabelStudioClient } from '../../src/core/server/client';
import { createTokenSource } from '../../src/core/server/tokenSource';
import { normalizeServerUrl } from '../../src/core/server/url';
import { gatherServerFacts } from '../../src/core/upload/facts';
import { planUpload } from '../../src/core/upload/plan';
import { readSteps, readUpload, type UploadRead } from '../../src/core/upload/read';
import { runUpload } from '../../src/core/upload/run';
import { systemClock } from '../../src/platform/common/clock';
import { openPieces } from '../../src/platform/node/filePieces';
import { nodeHttp } from '../../src/platform/node/http';

export function clientFor(url: string, token: string): LabelStudioClient {
  const normalized = normalizeServerUrl(url);
  if (!normalized.ok) throw new Error(normalized.message);
  const { server } = normalized;
  const tokens = createTokenSource({ server, token, http: nodeHttp, clock: systemClock });
  return new LabelStudioClient({ server, http: nodeHttp, clock: systemClock, tokens });
}

/**
 * @param processor seconds of the processor so far
 * @returns seconds until everything was sent and counted, by the clock and of the processor, and until all ids were read back
 */
export async function timedUpload(
  client: LabelStudioClient,
  project: number,
  text: string,
  processor: () => number,
): Promise<{ sent: number; sentProcessor: number; proved: number }> {
  const start = performance.now();
  const since = (): number => (performance.now() - start) / 1000;
  const before = processor();
  const read = readUpload(text, 'json');
  const plan = planUpload(read, await gatherServerFacts(client, project, read));
  let sent = since();
  let sentProcessor = processor() - before;
  const result = await runUpload(plan, client, {
    clock: systemClock,
    onProgress: ({ done, total, proving }) => {
      if (done !== total || proving) return;
      sent = since();
      sentProcessor = processor() - before;
    },
  });
  const proved = since();
  const { failed, uncertain, unsent, missing, doubled } = result;
  if ([failed, uncertain, unsent, missing, doubled].some((list) => list.length > 0))
    throw new Error('Not all is there.');
  const asked = performance.now();
  const used = processor();
  await client.modelVersions(project);
  sent += (performance.now() - asked) / 1000;
  return { sent, sentProcessor: sentProcessor + processor() - used, proved };
}

/** What becomes of a file from the disk: checked, compared, sent and read back, as in VS Code and on the command line. */
export async function uploadFile(
  client: LabelStudioClient,
  project: number,
  {
    file,
    configFile,
    form,
    expects,
  }: { file: string; configFile: string; form: 'json' | 'jsonl'; expects: 'prediction' },
): Promise<{ created: number; same: number }> {
  const { config } = parseLabelingConfig(readFileSync(configFile, 'utf8'));
  const pieces = openPieces(file);
  try {
    const text = new Rereadable(pieces);
    for (const problems of checkStream(text, { form, expects, ...(config && { config }) })) {
      if (problems.length > 0) throw new Error(problems[0]?.message);
    }
    const read = readAll(text, form);
    const plan = planUpload(read, await gatherServerFacts(client, project, read));
    const { created } = await runUpload(plan, client, { clock: systemClock });
    return { created: created.length, same: plan.same.length };
  } finally {
    pieces.close();
  }
}

function readAll(text: Rereadable, form: 'json' | 'jsonl'): UploadRead {
  const steps = readSteps(text.again(), form);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
