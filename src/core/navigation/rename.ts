/** Which names can be given to what, and what has to be written where for it. */
import type { TextEdit } from '../fixes/textEdits';
import { resolveControl, resolveObject } from '../labelingConfig/lookup';
import { show } from '../validation/words';
import { writeAttribute } from './attribute';
import type { ConfigIndex } from './configIndex';
import { writeLiteral } from './literal';
import { type ConfigSymbol, wordOf } from './symbol';

/** A change of a labeling config. */
export interface ConfigEdit extends TextEdit {
  /** What stands there can be meant for something else. */
  isOpen: boolean;
}

/** Why something cannot be renamed, whatever to, in a sentence; undefined when it can. */
export function whyNot(index: ConfigIndex, symbols: readonly ConfigSymbol[]): string | undefined {
  const [symbol, ...others] = symbols;
  if (!symbol) return 'Nothing that the labeling config declares stands here.';
  const word = show(wordOf(symbol));
  if (others.length > 0) {
    return `${word} can be meant for several labels of the labeling config here. Rename the one that you mean at its tag.`;
  }
  if (symbol.kind === 'name') {
    const { controls, objects } = index.config;
    if (controls.get(symbol.name)?.repeated || objects.get(symbol.name)?.repeated) {
      return `A Repeater makes several names of ${word}, one for each entry of a list, so it cannot be renamed from here. Edit it in the labeling config and in the files.`;
    }
    if ((index.names.get(symbol.name) ?? 0) > 1) {
      return `Several tags have the name ${word}. Give each a name of its own first.`;
    }
  }
  if (index.declarationsOf(symbol).length === 0) return `${word} is not written in the labeling config.`;
  return isTemplate(wordOf(symbol)) ? `Label Studio makes another text of ${word} for each task.` : undefined;
}

/** Why a new name cannot be given, in a sentence; undefined when it can. */
export function refusal(index: ConfigIndex, symbol: ConfigSymbol, name: string): string | undefined {
  const what = symbol.kind === 'name' ? 'name' : 'label';
  if (name.trim() === '') return `A ${what} cannot be empty.`;
  if (name !== name.trim()) return `Begin and end a ${what} with something else than a blank: nobody would see it.`;
  return unstorable(name, what) ?? (symbol.kind === 'name' ? noName(index, name) : noLabel(index, symbol, name));
}

function unstorable(name: string, what: string): string | undefined {
  if (/\p{Surrogate}/u.test(name)) return `Half a character stands in this ${what}, which no server can store.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(name)) {
    return `A control character stands in this ${what}, which XML cannot hold.`;
  }
  return isTemplate(name)
    ? `Label Studio would read ${show(name)} as a reference to the data of a task. Write it without "$" and "{{".`
    : undefined;
}

function isTemplate(text: string): boolean {
  return text.startsWith('$') || /\$[\w[\].{}]|\{\{.*\}\}/.test(text);
}

function noName(index: ConfigIndex, name: string): string | undefined {
  if (name.includes(',')) return 'A comma separates names in toName, so a name cannot hold one.';
  if (name.includes('@')) return 'Label Studio cuts names off at "@", so a name cannot hold one.';
  const { config, names } = index;
  if (names.has(name)) return `Another tag has the name ${show(name)}.`;
  return resolveControl(config, name) || resolveObject(config, name)
    ? `A Repeater makes the name ${show(name)} already.`
    : undefined;
}

function noLabel(index: ConfigIndex, symbol: ConfigSymbol, name: string): string | undefined {
  if (symbol.kind === 'relation') {
    return index.config.relationLabels?.includes(name) ? `Relations have a label ${show(name)} already.` : undefined;
  }
  if (symbol.kind !== 'label') return undefined;
  const { control, path } = symbol;
  // Only in a tree of choices can the same text stand in several branches.
  const isTree = index.config.controls.get(control)?.tag.toLowerCase() === 'taxonomy';
  const above = JSON.stringify(path.slice(0, -1));
  const isTaken = (index.labelsOf(control)?.entries ?? []).some(
    (entry) =>
      entry.symbol !== symbol &&
      (entry.path.at(-1) === name || entry.value === name) &&
      JSON.stringify(entry.path) !== JSON.stringify(path) &&
      (!isTree || JSON.stringify(entry.path.slice(0, -1)) === above),
  );
  if (isTaken) return `${show(control)} has ${show(name)} already.`;
  const isListed = index.mentionsOf(symbol).some(({ isListed, byValue }) => isListed && !byValue);
  return isListed && name.includes(',')
    ? 'The labeling config names this label in a list between commas, so it cannot hold one.'
    : undefined;
}

/** The changes of the labeling config that rename a symbol, in the order of its text. */
export function configEdits(index: ConfigIndex, symbol: ConfigSymbol, name: string): ConfigEdit[] {
  return index
    .mentionsOf(symbol)
    .filter(({ byValue }) => !byValue)
    .map(({ start, end, symbols, quote }) => ({
      start,
      end,
      text: writeAttribute(name, quote),
      isOpen: symbols.length > 1,
    }));
}

/** The change of a prediction file that writes another name in the place of a use. */
export function useEdit(json: string, { start, end }: { start: number; end: number }, name: string): TextEdit {
  return { start, end, text: writeLiteral(name, json.slice(start, end)) };
}

/** Why a region cannot get another id, in a sentence; undefined when it can. */
export function idRefusal(id: string, isTaken: (id: string) => boolean): string | undefined {
  if (id.trim() === '') return 'The id of a region cannot be empty.';
  if (id.includes('#')) return 'Label Studio’s editor cuts ids off at "#", so an id should not hold one.';
  if (/\p{Surrogate}|\0/u.test(id)) return 'No server can store a character of this id.';
  return isTaken(id) ? `Another region of the prediction has the id ${show(id)}.` : undefined;
}
