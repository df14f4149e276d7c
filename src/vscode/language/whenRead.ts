import type { CancellationToken, TextDocument } from 'vscode';
import type { Span } from '../../core/text/locate';
import type { LiveCheck } from '../diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import type { PredictionDocuments } from '../documents/predictionDocuments';

/** Milliseconds between two looks, and until it is given up. */
const LOOK_EVERY = 40;
const PATIENCE = 10_000;
/** The same for what is asked while somebody types. */
const MOMENT = 1_500;

/** What is asked for when a document is opened comes before its check has begun. */
export interface Readers {
  documents: PredictionDocuments;
  publisher: DiagnosticsPublisher;
}

/**
 * The check of a document, once it knows where all units are and can read those in sight; undefined for a document that is
 * none of ours.
 *
 * VS Code asks for the outline and the like when a document opens, and not again until it is edited.
 */
export function whenRead(
  readers: Readers,
  document: TextDocument,
  token: CancellationToken,
  sight: Span,
): Promise<LiveCheck | undefined> {
  const isReady = ({ check, checker }: LiveCheck): boolean =>
    check.outline.holes.size === 0 && checker.isReadable(check, sight);
  return when(readers, document, token, isReady, PATIENCE);
}

/**
 * The check of a document as soon as there is one, which for somebody who has opened it just now is in a moment. For the unit
 * at an offset it is waited a little only: somebody types.
 */
export async function whenLive(
  readers: Readers,
  document: TextDocument,
  token: CancellationToken,
  offset: number,
): Promise<LiveCheck | undefined> {
  const live = readers.publisher.liveOf(document) ?? (await when(readers, document, token, () => true, PATIENCE));
  const at = { start: offset, end: offset };
  if (!live || live.checker.isReadable(live.check, at)) return live;
  return (await when(readers, document, token, ({ check, checker }) => checker.isReadable(check, at), MOMENT)) ?? live;
}

async function when(
  { documents, publisher }: Readers,
  document: TextDocument,
  token: CancellationToken,
  isReady: (live: LiveCheck) => boolean,
  patience: number,
): Promise<LiveCheck | undefined> {
  const until = Date.now() + patience;
  for (;;) {
    const live = publisher.liveOf(document);
    if (live && isReady(live)) return live;
    if (!live && !documents.find(document)) return undefined;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    if (token.isCancellationRequested || document.isClosed || Date.now() > until) return undefined;
  }
}
