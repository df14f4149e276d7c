import * as vscode from 'vscode';
import type { LiveCheck } from '../../src/vscode/diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../../src/vscode/diagnostics/publisher';
import type { PredictionDocuments } from '../../src/vscode/documents/predictionDocuments';
import { ConfigCompletion } from '../../src/vscode/language/configCompletion';
import { ConfigHover } from '../../src/vscode/language/configHover';
import { NameColours } from '../../src/vscode/language/nameColours';
import { Structure } from '../../src/vscode/language/structure';
import { UnitProviders } from '../../src/vscode/language/unitProviders';
import { ValueHints } from '../../src/vscode/language/valueHints';
import type { NavigationDeps } from '../../src/vscode/navigation/deps';
import { Navigator } from '../../src/vscode/navigation/navigator';

const token = new vscode.CancellationTokenSource().token;

/** What an editor asks an extension. */
export interface Question {
  name: string;
  /** What the place is looked for by. */
  at: string;
  ask(document: vscode.TextDocument, position: vscode.Position, sight: vscode.Range): unknown;
}

/**
 * What is asked, as VS Code asks it. A new provider is one entry more.
 *
 * @param config the labeling config of the document
 */
export function questionsOf(live: LiveCheck, config: vscode.Uri): Question[] {
  const publisher = { liveOf: () => live } as unknown as DiagnosticsPublisher;
  const documents = {
    find: (document: vscode.TextDocument) => (document === live.document ? live.found : undefined),
    treatedUris: () => [],
  } as unknown as PredictionDocuments;
  return [
    ...aboutPlaces({ publisher, documents }),
    ...aboutNames({ publisher, documents, config, live }),
    ...aboutSight({ publisher, documents }),
  ];
}

type Readers = { publisher: DiagnosticsPublisher; documents: PredictionDocuments };

function aboutPlaces(readers: Readers): Question[] {
  const completion = new ConfigCompletion(readers);
  const hover = new ConfigHover(readers);
  const schema = new UnitProviders(readers, () => import('../../src/vscode/chunks/unitLanguage'));
  return [
    {
      name: 'completion of a name',
      at: '"from_name": "',
      ask: (document, at) => completion.provideCompletionItems(document, at, token),
    },
    {
      name: 'completion of a region',
      at: '"result": [',
      ask: (document, at) => completion.provideCompletionItems(document, at, token),
    },
    {
      name: 'completion by the schema',
      at: '"from_',
      ask: (document, at) => schema.provideCompletionItems(document, at),
    },
    { name: 'hover by the schema', at: '"to_', ask: (document, at) => schema.provideHover(document, at) },
    { name: 'hover', at: '"type": "', ask: (document, at) => hover.provideHover(document, at, token) },
  ];
}

/** Going to, looking up and renaming: here a name that every region has, and the id of one region. */
function aboutNames({
  publisher,
  documents,
  config,
  live,
}: Readers & { config: vscode.Uri; live: LiveCheck }): Question[] {
  const { fsPath } = live.document.uri;
  const configFor = (uri: vscode.Uri) => (uri.fsPath === fsPath ? { uri: config } : undefined);
  const deps = {
    documents,
    publisher,
    configs: { configFor, ready: async (uri: vscode.Uri) => configFor(uri), isKnown: () => false },
    log: { warn: () => {} },
  } as unknown as NavigationDeps;
  const navigator = new Navigator(deps);
  let n = 0;
  return [
    { name: 'definition', at: '"from_name": "', ask: (document, at) => navigator.definition(document, at) },
    { name: 'definition of an id', at: '"id": "', ask: (document, at) => navigator.definition(document, at) },
    {
      name: 'references',
      at: '"from_name": "',
      ask: (document, at) => navigator.references(document, at, true, token),
    },
    { name: 'rename prepared', at: '"from_name": "', ask: (document, at) => navigator.prepareRename(document, at) },
    {
      name: 'rename of a name',
      at: '"from_name": "',
      ask: (document, at) => navigator.rename(document, at, `name_${n++}`, token),
    },
    {
      name: 'rename of a name, the first time',
      at: '"from_name": "',
      ask: (document, at) => new Navigator(deps).rename(document, at, `name_${n++}`, token),
    },
    {
      name: 'rename of an id',
      at: '"id": "',
      ask: (document, at) => navigator.rename(document, at, `id_${n++}`, token),
    },
  ];
}

/** What is asked for all that is in sight, and for the whole file. */
function aboutSight(readers: Readers): Question[] {
  const structure = new Structure(readers);
  const colours = new NameColours(readers);
  // Of another labeling config nothing is told here.
  const hints = new ValueHints(readers, { onDidChange: new vscode.EventEmitter<never>().event } as never);
  return [
    { name: 'outline', at: '"id": ', ask: (document) => structure.provideDocumentSymbols(document, token) },
    {
      name: 'selection',
      at: '"from_name": "',
      ask: (document, at) => structure.provideSelectionRanges(document, [at], token),
    },
    {
      name: 'tokens',
      at: '"id": ',
      ask: (document, _, sight) => colours.provideDocumentRangeSemanticTokens(document, sight, token),
    },
    { name: 'hints', at: '"id": ', ask: (document, _, sight) => hints.provideInlayHints(document, sight, token) },
  ];
}
