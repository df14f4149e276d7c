import { normalizeServerUrl, type ServerUrl } from '../../core/server/url';
import type { MatchBy } from '../../core/upload/match';
import { countOf, oneOf, readArguments, UsageError } from '../usage';

const FORMATS = ['pretty', 'json'] as const;

/** Most that a number on the command line can be. */
const MOST = 999_999;

/** What `upload` is asked to do. */
export interface UploadOptions {
  /** Files as they were written. */
  files: string[];
  server: ServerUrl;
  project: number;
  match: MatchBy;
  dryRun: boolean;
  /** Delete predictions of the same task and model version that the file no longer has. */
  replace: boolean;
  /** Do without asking. */
  yes: boolean;
  /** Upload although the check found errors. */
  force: boolean;
  /** For predictions that name none. */
  modelVersion: string | undefined;
  /** The labeling config to check with. */
  config: string | undefined;
  tokenFromInput: boolean;
  /** Most predictions or tasks in one request; undefined leaves it to us. */
  batch: number | undefined;
  /** Seconds until a request is given up; undefined leaves it to us. */
  timeout: number | undefined;
  format: (typeof FORMATS)[number];
  quiet: boolean;
}

/**
 * @param args what stands behind `upload`
 * @throws UsageError
 */
export function parseUpload(args: readonly string[], env: NodeJS.ProcessEnv): UploadOptions {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError('Say which files to upload: label-studio-predictions upload FILE');
  const format = oneOf('--format', values.format, FORMATS);
  const modelVersion = values['model-version']?.trim();
  if (modelVersion === '') throw new UsageError('--model-version is empty. Give it a name.');
  if (modelVersion === 'undefined')
    throw new UsageError(
      '--model-version is "undefined", which Label Studio stores for predictions without one. Give it a name.',
    );
  return {
    files: positionals,
    server: serverOf(values.server ?? env.LABEL_STUDIO_URL),
    project: projectOf(values.project),
    match: matchOf(values.match),
    dryRun: values['dry-run'],
    replace: values.replace,
    yes: values.yes,
    force: values.force,
    modelVersion,
    config: values.config,
    tokenFromInput: values['token-stdin'],
    batch: countOf('--batch', values.batch, MOST),
    timeout: countOf('--timeout', values.timeout, MOST),
    format,
    quiet: values.quiet,
  };
}

function parse(args: readonly string[]) {
  return readArguments(args, {
    server: { type: 'string' },
    project: { type: 'string' },
    match: { type: 'string', default: 'id' },
    'dry-run': { type: 'boolean', default: false },
    replace: { type: 'boolean', default: false },
    yes: { type: 'boolean', short: 'y', default: false },
    force: { type: 'boolean', default: false },
    'model-version': { type: 'string' },
    config: { type: 'string' },
    batch: { type: 'string' },
    timeout: { type: 'string' },
    'token-stdin': { type: 'boolean', default: false },
    format: { type: 'string', default: 'pretty' },
    quiet: { type: 'boolean', default: false },
  });
}

function serverOf(text: string | undefined): ServerUrl {
  if (!text) throw new UsageError('Say where to upload to: --server URL, or LABEL_STUDIO_URL in the environment.');
  const normalized = normalizeServerUrl(text);
  if (!normalized.ok) throw new UsageError(`--server: ${normalized.message}`);
  return normalized.server;
}

function projectOf(text: string | undefined): number {
  if (text === undefined)
    throw new UsageError('Say which project: --project ID. The id is in its address, /projects/ID.');
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new UsageError(`--project is "${text}". It is the id of a project, a number.`);
  return Number(text);
}

function matchOf(text: string): MatchBy {
  if (text === 'id' || text === 'new') return { by: text };
  const key = /^data\.(.+)$/.exec(text)?.[1];
  if (key === undefined) {
    throw new UsageError(
      `--match is "${text}". It can be id (tasks by their id and equal data), data.KEY (by one key of their data), or new.`,
    );
  }
  return { by: 'data', key };
}
