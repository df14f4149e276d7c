/** The JSON service of VS Code with a derived schema, asked the way the editor asks it. */
import * as service from 'vscode-json-languageservice';
import { type DocumentForm, deriveIntellisenseSchema } from '../../../src/core/schema/derive';
import type { JsonSchema } from '../../../src/core/schema/types';
import { catalogue } from '../../../src/core/tags/catalogue';
import { bundledSchema } from '../../../src/generated/schema';

// The package is CommonJS: Node finds some of its names only on the default export.
const { ClientCapabilities, getLanguageService, TextDocument } =
  (service as unknown as { default?: typeof service }).default ?? service;

export interface Opened {
  /** Messages of the service about the document. */
  problems(): Promise<string[]>;
  /** Labels proposed at an offset. */
  labels(offset: number): Promise<string[]>;
  items(offset: number): Promise<service.CompletionItem[]>;
  /** Text of the hover at an offset. */
  hover(offset: number): Promise<string>;
}

/** Opens a document with the derived schema of a form, or with any other schema. */
export function open(text: string, form: DocumentForm | JsonSchema = 'any'): Opened {
  const schema = typeof form === 'string' ? deriveIntellisenseSchema(bundledSchema, catalogue, form) : form;
  const languageService = getLanguageService({ clientCapabilities: ClientCapabilities.LATEST });
  languageService.configure({
    validate: true,
    schemas: [{ uri: 'test:schema', fileMatch: ['*.json'], schema: schema as service.JSONSchema }],
  });
  const document = TextDocument.create('test:///a.predictions.json', 'json', 1, text);
  const parsed = languageService.parseJSONDocument(document);
  const items = async (offset: number): Promise<service.CompletionItem[]> =>
    (await languageService.doComplete(document, document.positionAt(offset), parsed))?.items ?? [];
  return {
    items,
    labels: async (offset) => (await items(offset)).map((item) => item.label),
    problems: async () =>
      (await languageService.doValidation(document, parsed)).map((problem) => String(problem.message)),
    hover: async (offset) => {
      const hover = await languageService.doHover(document, document.positionAt(offset), parsed);
      return (hover?.contents as string[] | undefined)?.join('\n') ?? '';
    },
  };
}

/** Opens a text in which `|` marks the cursor. */
export function openAt(marked: string, form: DocumentForm | JsonSchema = 'any'): { at: number; opened: Opened } {
  const at = marked.indexOf('|');
  return { at, opened: open(marked.slice(0, at) + marked.slice(at + 1), form) };
}
