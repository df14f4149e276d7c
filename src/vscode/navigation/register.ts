import {
  type CancellationToken,
  type Definition,
  type DefinitionLink,
  type DefinitionProvider,
  Disposable,
  type DocumentSelector,
  type Location,
  languages,
  type Position,
  type Range,
  type ReferenceContext,
  type ReferenceProvider,
  type RenameProvider,
  type TextDocument,
  type WorkspaceEdit,
} from 'vscode';
import { CONFIG_LANGUAGE } from '../ids';
import type { NavigationDeps } from './deps';
import type { Navigator } from './navigator';

/** Prediction and task files, and labeling configs; which documents are one of them is asked for each. */
const SELECTOR: DocumentSelector = [
  { pattern: '**/*.{json,jsonl,ndjson,xml}' },
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'jsonl' },
  { language: 'xml' },
  { language: CONFIG_LANGUAGE },
];

/** Loads what does the work with the first question. */
class LazyNavigation implements DefinitionProvider, ReferenceProvider, RenameProvider {
  #navigator: Promise<Navigator> | undefined;

  constructor(
    private readonly deps: NavigationDeps,
    private readonly load: () => Promise<typeof import('../chunks/navigation')>,
  ) {}

  async provideDefinition(document: TextDocument, position: Position): Promise<Definition | DefinitionLink[]> {
    return (await this.#loaded()).definition(document, position);
  }

  async provideReferences(
    document: TextDocument,
    position: Position,
    { includeDeclaration }: ReferenceContext,
    token: CancellationToken,
  ): Promise<Location[]> {
    return (await this.#loaded()).references(document, position, includeDeclaration, token);
  }

  async prepareRename(document: TextDocument, position: Position): Promise<{ range: Range; placeholder: string }> {
    return (await this.#loaded()).prepareRename(document, position);
  }

  async provideRenameEdits(
    document: TextDocument,
    position: Position,
    newName: string,
    token: CancellationToken,
  ): Promise<WorkspaceEdit> {
    return (await this.#loaded()).rename(document, position, newName, token);
  }

  #loaded(): Promise<Navigator> {
    this.#navigator ??= this.load().then(({ Navigator }) => new Navigator(this.deps));
    return this.#navigator;
  }
}

/** Go to definition, references and rename for names, labels and ids. */
export function registerNavigation(
  deps: NavigationDeps,
  load: () => Promise<typeof import('../chunks/navigation')>,
): Disposable {
  const navigation = new LazyNavigation(deps, load);
  return Disposable.from(
    languages.registerDefinitionProvider(SELECTOR, navigation),
    languages.registerReferenceProvider(SELECTOR, navigation),
    languages.registerRenameProvider(SELECTOR, navigation),
  );
}
