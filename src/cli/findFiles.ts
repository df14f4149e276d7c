import { closeSync, lstatSync, openSync, readdirSync, readSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { fileKindOf, formOf, JSON_NAME_PATTERNS, looksLikePredictions, SNIFF_LENGTH } from '../core/files/fileKind';
import { reasonOf } from './failures';
import type { Entry, Target } from './target';

const LOOKED_FOR = JSON_NAME_PATTERNS.map((name) => name.replace(/json$/, 'json(l)')).join(', ');

/**
 * The files that were asked for, in the order in which they were named, each once; and what was named and is not there.
 *
 * @param paths files, folders, globs and `-`
 * @param cwd absolute; relative paths start here
 */
export function findFiles(paths: readonly string[], cwd: string, stdinFilename?: string): Entry[] {
  const entries = new Map<string, Entry>();
  for (const given of paths) {
    for (const entry of given === '-' ? [standardInput(cwd, stdinFilename)] : entriesOf(given, cwd)) {
      const key = 'path' in entry ? (entry.path ?? '-') : `? ${entry.name}`;
      if (!entries.has(key)) entries.set(key, entry);
    }
  }
  return [...entries.values()];
}

function standardInput(cwd: string, filename: string | undefined): Target {
  if (filename === undefined) {
    return { name: '-', path: undefined, form: undefined, expects: undefined, size: 0, config: undefined };
  }
  return { ...targetOf(path.resolve(cwd, filename), cwd, 0), path: undefined };
}

function entriesOf(given: string, cwd: string): Entry[] {
  const absolute = path.resolve(cwd, given);
  const stats = statOf(absolute);
  if (typeof stats !== 'string')
    return stats.isDirectory() ? inFolder(given, absolute, cwd) : [targetOf(absolute, cwd, stats.size)];
  const isThere = stats !== 'ENOENT' && stats !== 'ENOTDIR';
  if (isThere || !isDynamicPattern(given)) return [{ name: given, error: reasonOf(systemError(stats)) }];
  return matching(given, cwd);
}

/** @returns the code of the system's error if there are none */
function statOf(file: string): Stats | string {
  try {
    return statSync(file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

function matching(glob: string, cwd: string): Entry[] {
  const pattern = process.platform === 'win32' ? glob.replaceAll('\\', '/') : glob;
  const found = globSync(pattern, {
    cwd,
    absolute: true,
    dot: false,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
  });
  const throughLink = linkFinder(baseOf(pattern, cwd));
  const files = found.map((file) => path.resolve(file)).filter((file) => !throughLink(path.dirname(file)));
  if (files.length === 0) return [{ name: glob, error: 'no file matches it' }];
  return files.sort(byText).map((file) => {
    const stats = statOf(file);
    return typeof stats === 'string' ? unchecked(file, cwd, systemError(stats)) : targetOf(file, cwd, stats.size);
  });
}

/** The folder from which on a glob leaves a choice. */
function baseOf(pattern: string, cwd: string): string {
  const steps = pattern.split('/');
  const fixed = steps.slice(
    0,
    steps.findIndex((step) => isDynamicPattern(step)),
  );
  return path.resolve(cwd, fixed.length === 1 && fixed[0] === '' ? '/' : fixed.join('/'));
}

/** Tells folders that are reached by a link only. As in folders, links to folders are not followed. */
function linkFinder(base: string): (folder: string) => boolean {
  const known = new Map<string, boolean>([[base, false]]);
  const isBehindLink = (folder: string): boolean => {
    let answer = known.get(folder);
    if (answer === undefined) {
      const above = path.dirname(folder);
      answer = lstatSync(folder).isSymbolicLink() || (above !== folder && isBehindLink(above));
      known.set(folder, answer);
    }
    return answer;
  };
  return isBehindLink;
}

function inFolder(given: string, folder: string, cwd: string): Entry[] {
  const found = [...walk(folder, cwd)];
  if (found.length > 0) return found;
  const error = `there are no prediction files in this folder. Looked for ${LOOKED_FOR}. Name others one by one`;
  return [{ name: given, error }];
}

/** Files that are ours by their names, folder by folder. Links to folders are not followed: they can lead in circles. */
function* walk(folder: string, cwd: string): Generator<Entry> {
  let items: ReturnType<typeof itemsOf>;
  try {
    items = itemsOf(folder);
  } catch (error) {
    yield unchecked(folder, cwd, error);
    return;
  }
  for (const { name, isFolder } of items) {
    const file = path.join(folder, name);
    if (isFolder) {
      if (!name.startsWith('.') && name !== 'node_modules') yield* walk(file, cwd);
    } else if (fileKindOf(name)) yield* ours(file, cwd);
  }
}

function itemsOf(folder: string): { name: string; isFolder: boolean }[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((item) => ({ name: item.name, isFolder: item.isDirectory() }))
    .sort((a, b) => byText(a.name, b.name));
}

/** The file, unless its name leaves a doubt and its beginning does not look like Label Studio's. */
function* ours(file: string, cwd: string): Generator<Entry> {
  const stats = statOf(file);
  if (stats === 'ENOENT') yield { name: nameOf(file, cwd), error: 'it is a link to something that is not there' };
  else if (typeof stats === 'string') yield unchecked(file, cwd, systemError(stats));
  else if (stats.isFile()) {
    try {
      if (!fileKindOf(path.basename(file))?.ambiguous || looksLikePredictions(headOf(file))) {
        yield targetOf(file, cwd, stats.size);
      }
    } catch (error) {
      yield unchecked(file, cwd, error);
    }
  }
}

/** The first characters, whatever the encoding: what is looked for in them is plain ASCII. */
function headOf(file: string): string {
  const fd = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(SNIFF_LENGTH);
    const text = bytes.toString('latin1', 0, readSync(fd, bytes, 0, bytes.length, 0));
    return text.replaceAll('\0', '').replace(/^[\x80-\xff]+/, '');
  } finally {
    closeSync(fd);
  }
}

function targetOf(file: string, cwd: string, size: number): Target {
  const base = path.basename(file);
  return {
    name: nameOf(file, cwd),
    path: file,
    form: formOf(base),
    expects: fileKindOf(base)?.expects,
    size,
    config: undefined,
  };
}

function unchecked(file: string, cwd: string, error: unknown): Entry {
  return { name: nameOf(file, cwd), error: reasonOf(error) };
}

/** A path as it is shown: from the working directory, with `/` on every system. */
export function nameOf(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  const isBelow = relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
  return (isBelow ? relative : path.resolve(file)).replaceAll(path.sep, '/');
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
