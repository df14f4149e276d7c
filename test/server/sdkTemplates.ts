import { spawnSync } from 'node:child_process';
import { ensureLabelStudio } from '../../scripts/setup/index.mjs';

/** An annotation template of Label Studio, with predictions that the SDK generates for it and accepts. */
export interface Template {
  name: string;
  config: string;
  predictions: { result: unknown[] }[];
}

/**
 * Asks the SDK for its templates.
 *
 * @param samples predictions wanted for each template
 * @returns what came, and how the program ended: to be asserted, so that templates are not missed in silence
 */
export async function templatesOfSdk(samples: number) {
  const { python } = await ensureLabelStudio();
  const { stdout, status, stderr } = spawnSync(
    python,
    ['-X', 'utf8', 'test/server/templates_oracle.py', String(samples)],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { python, templates: lines.map((line) => JSON.parse(line) as Template), status, stderr };
}
