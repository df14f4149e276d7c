import { CancellationError, type Uri, workspace } from 'vscode';
import type { PieceSource } from '../../core/ports';
import type { ConfigInForce, ConfigSource } from '../config/configSource';
import { openPieces, sourceIfOurs } from '../files/openPieces';
import type { FilePieces, Platform } from '../platform';
import { ProblemCollector } from '../report/collector';
import type { FileResult } from '../report/reportText';
import { checksAnnotations, reportingFor } from '../settings';
import type { FileToCheck } from './findFiles';
import type { Pace } from './pace';

/** How one file is checked. */
export interface CheckContext {
  platform: Platform;
  configs: ConfigSource;
  pace: Pace;
  /** Problems that are kept of one file. */
  limit: number;
  isCancelled(): boolean;
  /** @param share of the file that has been read, 0 to 1 */
  onProgress?(share: number): void;
}

/**
 * Checks one file on disk, in slices and without holding it whole where the file system allows that.
 *
 * @returns undefined when its name leaves a doubt and its content is not Label Studio's
 * @throws CancellationError when it was cancelled; an Error when the file cannot be read
 */
export async function checkFile(file: FileToCheck, context: CheckContext): Promise<FileResult | undefined> {
  const pieces = await openPieces(context.platform, file.uri);
  try {
    const source = file.ambiguous ? sourceIfOurs(pieces) : pieces;
    return source && (await checkSource(file, source, pieces, context));
  } finally {
    pieces.close();
  }
}

async function checkSource(
  { uri, options }: FileToCheck,
  source: PieceSource,
  pieces: FilePieces,
  { configs, pace, limit, isCancelled, onProgress }: CheckContext,
): Promise<FileResult> {
  const [{ checkStream }, found] = await Promise.all([import('../chunks/checker'), configs.ready(uri)]);
  const collector = new ProblemCollector(limit);
  const steps = checkStream(source, {
    ...options,
    reporting: reportingFor(uri),
    annotations: checksAnnotations(uri),
    ...(found?.config && { config: found.config }),
  });
  for (;;) {
    if (pace.isOver) {
      onProgress?.(pieces.size === 0 ? 1 : pieces.position() / pieces.size);
      await pace.rest();
      if (isCancelled()) throw new CancellationError();
      continue;
    }
    const step = steps.next();
    if (step.done) return resultOf(uri, found, collector, step.value);
    collector.add(step.value);
  }
}

function resultOf(
  uri: Uri,
  found: ConfigInForce | undefined,
  collector: ProblemCollector,
  counts: FileResult['counts'],
): FileResult {
  return {
    name: workspace.asRelativePath(uri),
    config: found && nameOfConfig(found),
    counts,
    tally: collector.tally,
    codes: collector.codes(),
    kept: collector.kept(),
    note: isDirty(uri) ? 'It has unsaved changes; this is about the file on disk.' : undefined,
  };
}

/** How the labeling config stands, as it is said in the report. */
function nameOfConfig({ uri, config, broken }: ConfigInForce): string {
  const name = workspace.asRelativePath(uri);
  if (!broken) return name;
  return config ? `the last good text of ${name}, which is broken now` : `no labeling config: ${name} is broken`;
}

function isDirty(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
}

/** Why a file could not be read, in plain words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/ENOENT|FileNotFound/.test(code)) return 'The file is not there any more.';
  if (/EACCES|EPERM|NoPermissions/.test(code)) return 'You may not read this file: change its permissions.';
  if (/EISDIR|FileIsADirectory/.test(code)) return 'This is a folder. Pick the files in it.';
  if (!(error instanceof Error)) return String(error);
  // These are clauses: "it is not UTF-8: ...".
  if (error.name !== 'UnreadableText') return error.message;
  return `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
}
