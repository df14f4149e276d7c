import { type CancellationToken, languages, RelativePattern, type TextDocument, type Uri, workspace } from 'vscode';
import { fileKindOf, formOf, JSON_NAME_PATTERNS, JSONL_NAME_PATTERNS } from '../../core/files/fileKind';
import type { FileOptions } from '../../core/validation/file';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import { DOCUMENT_SCHEMA_URI } from '../ids';
import { extraFileGlobs } from '../settings';

/** A file on disk that is to be checked, and how. */
export interface FileToCheck {
  uri: Uri;
  options: FileOptions;
  /** Its name is used by other tools too: it is left alone unless its content looks like Label Studio's. */
  ambiguous: boolean;
}

/** Folders of other people's files. `files.exclude` is honoured besides. */
const EXCLUDED = '**/node_modules/**';

/** The names that are looked for, as people read them. */
export const LOOKED_FOR = JSON_NAME_PATTERNS.map((name) => name.replace(/json$/, 'json(l)')).join(', ');

/**
 * Every file of the workspace that is ours: by its name, by the setting `labelStudio.files`, by our schema in
 * `json.schemas`, or because somebody asked for it. In the order of their paths.
 */
export async function findPredictionFiles(
  documents: PredictionDocuments,
  cancel: CancellationToken,
): Promise<FileToCheck[]> {
  const found = new Map<string, FileToCheck>();
  const add = (file: FileToCheck): void => {
    const key = file.uri.toString();
    const known = found.get(key);
    // A file that is ours for several reasons is ambiguous only if each of them leaves a doubt.
    found.set(key, known ? { ...file, ambiguous: known.ambiguous && file.ambiguous } : file);
  };
  for (const uri of await workspace.findFiles(namesGlob(), EXCLUDED, undefined, cancel)) add(byName(uri));
  for (const { uri: folder } of workspace.workspaceFolders ?? []) {
    for (const glob of namedGlobs(folder)) {
      const pattern = new RelativePattern(folder, glob);
      for (const uri of await workspace.findFiles(pattern, EXCLUDED, undefined, cancel)) {
        // The same way of matching as for open documents, so that both mean the same files.
        if (matches(uri, glob)) add(named(uri));
      }
    }
  }
  for (const uri of documents.treatedUris()) if (await exists(uri)) add(named(uri));
  return [...found.values()].sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1));
}

/** A file that somebody pointed at, whatever its name. */
export function named(uri: Uri): FileToCheck {
  const { options } = byName(uri);
  return { uri, options, ambiguous: false };
}

function byName(uri: Uri): FileToCheck {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const kind = fileKindOf(name);
  // Nobody else says that a closed file does not parse.
  const options = { form: formOf(name), reportSyntax: true, ...(kind?.expects && { expects: kind.expects }) };
  return { uri, options, ambiguous: kind?.ambiguous ?? false };
}

function namesGlob(): string {
  return `**/{${[...JSON_NAME_PATTERNS, ...JSONL_NAME_PATTERNS].join(',')}}`;
}

/** Globs of the settings that name files as ours, for one workspace folder. */
function namedGlobs(folder: Uri): string[] {
  const schemas = workspace.getConfiguration('json', folder).get<unknown>('schemas');
  const ours = (Array.isArray(schemas) ? schemas : []).flatMap(
    (entry: { url?: unknown; fileMatch?: unknown } | null) =>
      entry?.url === DOCUMENT_SCHEMA_URI && Array.isArray(entry.fileMatch) ? entry.fileMatch.map(String) : [],
  );
  return [...extraFileGlobs(folder), ...ours.map((glob) => `**/${glob.replace(/^\/+/, '')}`)];
}

function matches(uri: Uri, pattern: string): boolean {
  // Only the address of a document is looked at when there is nothing but a pattern.
  return languages.match({ pattern }, { uri, languageId: '' } as TextDocument) > 0;
}

async function exists(uri: Uri): Promise<boolean> {
  return Promise.resolve(workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
