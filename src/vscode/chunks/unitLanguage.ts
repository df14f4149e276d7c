/**
 * Completion and hover inside one unit, by the library that VS Code's JSON service is made of. It serves the texts that
 * the service itself does not reach: JSONL, files named by the setting, and files that somebody asked us to treat.
 */
import {
  type CompletionItem,
  getLanguageService,
  type Hover,
  type JSONSchema,
  type LanguageService,
  TextDocument,
} from 'vscode-json-languageservice';

export interface UnitLanguage {
  complete(unitText: string, offset: number): Promise<CompletionItem[]>;
  hover(unitText: string, offset: number): Promise<Hover | null>;
  /** Line and character, in the unit's text, of an offset and back: what the library counts in. */
  document(unitText: string): TextDocument;
}

const URI = 'unit.json';

export async function createUnitLanguage(): Promise<UnitLanguage> {
  // The chunk that has the schemas.
  const { unitSchema } = await import('./documentation');
  const service: LanguageService = getLanguageService({ clientCapabilities: capabilities });
  service.configure({
    validate: false,
    schemas: [
      {
        uri: 'label-studio://unit',
        fileMatch: [URI],
        schema: unitSchema() as JSONSchema,
      },
    ],
  });
  const document = (text: string): TextDocument => TextDocument.create(URI, 'json', 1, text);
  return {
    document,
    async complete(text, offset) {
      const unit = document(text);
      const list = await service.doComplete(unit, unit.positionAt(offset), service.parseJSONDocument(unit));
      return list?.items ?? [];
    },
    async hover(text, offset) {
      const unit = document(text);
      return service.doHover(unit, unit.positionAt(offset), service.parseJSONDocument(unit));
    },
  };
}

const capabilities = {
  textDocument: {
    completion: {
      completionItem: {
        documentationFormat: ['markdown' as const],
        commitCharactersSupport: true,
        labelDetailsSupport: true,
      },
    },
    hover: { contentFormat: ['markdown' as const] },
  },
};
