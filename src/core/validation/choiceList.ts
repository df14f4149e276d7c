import { isObject } from '../isObject';
import { editorAttribute, variablePath } from '../labelingConfig/lookup';
import type { ConfigControl, ConfigRepeater } from '../labelingConfig/model';
import { perControl } from './answered';
import type { RegionControl } from './controlOf';
import type { Candidate } from './nearest';
import { type PathNode, PathTree } from './pathTree';
import type { Inputs } from './rule';
import { valueAt as dataAt } from './shown';
import { listed, show } from './words';

/** The choices of a `Choices` or `Taxonomy`, made ready for thousands of answers. */
export class ChoiceList {
  readonly tree: PathTree;
  /** The choices that are in no other. */
  readonly top: readonly PathNode[];
  /** Whether an answer of `Choices` is a list of paths, as `allowNested` makes it. */
  readonly isNested: boolean;
  /** The texts that are written in the config: where there are some, the validator takes no others. */
  readonly written: ReadonlySet<unknown>;
  /** Texts that are good for both gates where choices are not nested. */
  readonly accepted: ReadonlySet<unknown>;
  /** Those of the texts that stand in the control itself: the editor counts no others when people submit. */
  readonly counted: ReadonlySet<unknown>;

  /**
   * @param fromData choices from the task's data, if these are known
   * @param isOpen whether the editor has further choices, or others than the config says, which are not known
   */
  constructor(
    tag: ConfigControl,
    readonly fromData: readonly DataChoice[] | undefined,
    readonly isOpen: boolean,
  ) {
    const { labels, paths } = tag;
    const more = fromData ?? [];
    this.tree = new PathTree([...paths, ...more.map(({ path }) => path)], [...labels, ...more]);
    this.top = [...this.tree.roots.values()];
    this.isNested = editorAttribute(tag, 'allowNested') === 'true';
    this.written = new Set(labels.map(({ text }) => text));
    const texts = [...this.tree.roots.keys()];
    this.accepted = new Set(this.written.size === 0 ? texts : texts.filter((text) => this.written.has(text)));
    const direct = labels.filter(({ isDirect }) => isDirect).map(({ text }) => text);
    this.counted = new Set([...direct, ...more.filter(({ path }) => path.length === 1).map(({ text }) => text)]);
  }

  /** Whether there is nothing to compare with. */
  get isEmpty(): boolean {
    return !this.fromData && this.written.size === 0;
  }

  /** Whether the validator rejects a text. */
  isRejected(text: string): boolean {
    return this.written.size > 0 && !this.written.has(text);
  }
}

/** A choice that the task's data has. */
interface DataChoice extends Candidate {
  readonly path: readonly string[];
}

const fromConfig = perControl((tag) => {
  const isTemplated = tag.labels.some(({ text }) => isTemplate(text, tag.repeaters));
  return { list: new ChoiceList(tag, undefined, tag.dynamicLabels || isTemplated), isTemplated };
});

/** Made once for each list of choices in a task's data. */
const fromTasks = new WeakMap<readonly unknown[], Map<ConfigControl, ChoiceList>>();

/** The choices of a control, with those from the task's data where it takes some. */
export function choiceListOf(control: RegionControl, data: Inputs['data']): ChoiceList {
  const { list, isTemplated } = fromConfig(control);
  const entries = list.isOpen && !isTemplated ? entriesOf(control, data) : undefined;
  if (!entries) return list;
  let lists = fromTasks.get(entries);
  if (!lists) {
    lists = new Map();
    fromTasks.set(entries, lists);
  }
  let found = lists.get(control.tag);
  if (!found) {
    const choices: DataChoice[] = [];
    found = collect(entries, [], choices) ? new ChoiceList(control.tag, choices, false) : list;
    lists.set(control.tag, found);
  }
  return found;
}

/** What `value="$choices"` names in the task's data, if that is a list. */
function entriesOf({ tag, indexes }: RegionControl, data: Inputs['data']): readonly unknown[] | undefined {
  const { value = '', apiUrl } = tag.attributes;
  const steps = data && !apiUrl ? variablePath(value, indexes) : undefined;
  const entries = data && steps && dataAt(data, steps)?.value;
  return Array.isArray(entries) ? entries : undefined;
}

/** @returns whether every entry is a choice that goes by a text of its own */
function collect(entries: readonly unknown[], above: readonly string[], choices: DataChoice[]): boolean {
  return entries.every((entry) => {
    if (!isObject(entry)) return false;
    const { value, alias, children } = entry;
    const text = alias ?? value;
    if (typeof text !== 'string' || typeof value !== 'string' || isTemplate(text, [])) return false;
    const path = [...above, text];
    choices.push({ text, value, path });
    return !Array.isArray(children) || collect(children, path, choices);
  });
}

/** Whether the editor makes another text of this one for each task. */
function isTemplate(text: string, repeaters: readonly ConfigRepeater[]): boolean {
  return /\$[\w[\].{}]/.test(text) || repeaters.some(({ placeholder }) => text.includes(placeholder));
}

/** A path as it is written, cut to what fits into a message: `["Vessel", "Sail"]`. */
export function pathWords(path: readonly unknown[]): string {
  const steps = path.slice(0, 6).map((step) => show(step, 30));
  return `[${steps.join(', ')}${path.length > 6 ? ', …' : ''}]`;
}

/** The question which path was meant, or else what to do. */
export function didYouMeanPath(candidates: readonly (readonly string[])[], otherwise: string): string {
  return candidates.length > 0 ? `Did you mean ${pathsWords(candidates)}?` : otherwise;
}

/** Some paths: `["Vessel", "Sail"] or ["Vessel", "Motor"]`. */
export function pathsWords(paths: readonly (readonly string[])[]): string {
  return listed(paths.slice(0, 3).map(pathWords));
}
