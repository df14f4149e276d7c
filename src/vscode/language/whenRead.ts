import type { CancellationToken, TextDocument } from 'vscode';
import type { LiveCheck } from '../diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import type { PredictionDocuments } from '../documents/predictionDocuments';

/** Milliseconds between two looks, and until it is given up. */
const LOOK_EVERY = 40;
const PATIENCE = 10_000;

/** What is asked for when a document is opened comes before its check has begun. */
export interface Readers {
  documents: PredictionDocuments;
  publisher: DiagnosticsPublisher;
}

/**
 * The check of a document, once it knows where all units are; undefined for a document that is none of ours.
 *
 * VS Code asks for the outline and the like when a document opens, and not again until it is edited.
 */
export function whenRead(
  readers: Readers,
  document: TextDocument,
  token: CancellationToken,
): Promise<LiveCheck | undefined> {
  return when(readers, document, token, ({ check }) => check.outline.holes.size === 0);
}

/** The check of a document as soon as there is one, which for somebody who has opened it just now is in a moment. */
export async function whenLive(
  readers: Readers,
  document: TextDocument,
  token: CancellationToken,
): Promise<LiveCheck | undefined> {
  return readers.publisher.liveOf(document) ?? when(readers, document, token, () => true);
}

async function when(
  { documents, publisher }: Readers,
  document: TextDocument,
  token: CancellationToken,
  isReady: (live: LiveCheck) => boolean,
): Promise<LiveCheck | undefined> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const live = publisher.liveOf(document);
    if (live && isReady(live)) return live;
    if (!live && !documents.find(document)) return undefined;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    if (token.isCancellationRequested || document.isClosed || Date.now() > until) return undefined;
  }
}
