import { CancellationError, type CancellationToken, Range, type TextDocument, type Uri, workspace } from 'vscode';
import type { ConfigIndex } from '../../core/navigation/configIndex';
import { type PlacedUse, type StreamUses, usesInStream } from '../../core/navigation/streamUses';
import type { ConfigSymbol } from '../../core/navigation/symbol';
import { usesInText } from '../../core/navigation/textUses';
import { toRange } from '../diagnostics/toDiagnostic';
import { openPieces, sourceIfOurs } from '../files/openPieces';
import { reasonOf } from '../workspaceCheck/checkFile';
import type { Pace } from '../workspaceCheck/pace';
import type { NavigationDeps } from './deps';
import type { GovernedFile } from './governed';
import type { OpenUses } from './openUses';

/** VS Code shows no longer text to extensions, in UTF-16 units, and lets them change none. */
const LONGEST = 50 * 1024 * 1024;

/** A use in a file, as an editor places it. */
export interface FileUse {
  range: Range;
  /** What is written there, or a text in the manner of it. */
  written: string;
  /** It can be something else too. */
  isOpen: boolean;
}

/** What one file has of a symbol. */
export interface FileUses {
  uri: Uri;
  uses: FileUse[];
  /** Why it cannot be changed, as a clause; undefined when it can. */
  unchanged?: string;
  /** It is no JSON somewhere, so that not all of it could be looked at. */
  isBroken: boolean;
}

/** What is looked for, and how. */
export interface Search {
  index: ConfigIndex;
  symbol: ConfigSymbol;
  pace: Pace;
  token: CancellationToken;
  /** What is known of the documents that are being checked. */
  open: OpenUses;
}

/**
 * The uses of a symbol in one file: by the text of its editor where it is open, else from the disk, in pieces.
 *
 * @throws CancellationError when it was cancelled
 */
export async function usesInFile(file: GovernedFile, deps: NavigationDeps, search: Search): Promise<FileUses> {
  const { uri, document, form } = file;
  if (document) return usesInDocument(document, form, deps, search);
  try {
    if (isReadOtherwise(uri)) return await usesInOpened(file, deps, search);
    const { uses, summary } = await streamed(file, deps, search);
    if (summary.length > LONGEST) return { uri, uses, unchanged: 'it is above 50 MB', isBroken: false };
    // Editors count such lines, so they have to say what stands where.
    if (summary.hasLoneReturn && uses.length > 0) return await usesInOpened(file, deps, search);
    return { uri, uses, isBroken: summary.isBroken };
  } catch (error) {
    if (error instanceof CancellationError) throw error;
    return { uri, uses: [], unchanged: clauseOf(reasonOf(error)), isBroken: false };
  }
}

function clauseOf(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** Whether VS Code may read the file as something else than UTF-8. */
function isReadOtherwise(uri: Uri): boolean {
  const files = workspace.getConfiguration('files', uri);
  return !String(files.get('encoding') ?? 'utf8').startsWith('utf8') || files.get('autoGuessEncoding') === true;
}

async function usesInOpened({ uri, form }: GovernedFile, deps: NavigationDeps, search: Search): Promise<FileUses> {
  return usesInDocument(await workspace.openTextDocument(uri), form, deps, search);
}

/** The uses in a document, by what its check knows of it where it has one. */
async function usesInDocument(
  document: TextDocument,
  form: GovernedFile['form'],
  { publisher }: NavigationDeps,
  search: Search,
): Promise<FileUses> {
  const { uri } = document;
  const live = publisher.liveOf(document);
  const known = live && (await search.open.find(live, () => publisher.liveOf(document) === live, search));
  if (known) return { uri, ...known };
  const text = document.getText();
  const { uses, isBroken } = usesInText(text, form, search.index, search.symbol);
  const placed = uses.map(({ start, end, isOpen }) => ({
    range: toRange(document, start, end),
    written: text.slice(start, end),
    isOpen,
  }));
  return { uri, uses: placed, isBroken };
}

async function streamed(
  { uri, form, ambiguous }: GovernedFile,
  { platform }: NavigationDeps,
  { index, symbol, pace, token }: Search,
): Promise<{ uses: FileUse[]; summary: StreamUses }> {
  const pieces = await openPieces(platform, uri);
  try {
    const uses: FileUse[] = [];
    const source = ambiguous ? sourceIfOurs(pieces) : pieces;
    if (!source) return { uses, summary: { length: 0, isBroken: false, hasLoneReturn: false } };
    const steps = usesInStream(source, form, index, symbol);
    for (;;) {
      if (pace.isOver) {
        await pace.rest();
        if (token.isCancellationRequested) throw new CancellationError();
      }
      const step = steps.next();
      if (step.done) return { uses, summary: step.value };
      for (const use of step.value) uses.push(placedUse(use));
    }
  } finally {
    pieces.close();
  }
}

function placedUse({ startPosition: from, endPosition: to, written, isOpen }: PlacedUse): FileUse {
  return { range: new Range(from.line, from.character, to.line, to.character), written, isOpen };
}
