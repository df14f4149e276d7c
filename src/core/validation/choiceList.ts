import { editorAttribute } from '../labelingConfig/lookup';
import type { ConfigControl, ConfigRepeater } from '../labelingConfig/model';
import { perControl } from './answered';
import { type PathNode, PathTree } from './pathTree';
import { listed, show } from './words';

/** The choices of a `Choices` or `Taxonomy`, made ready for thousands of answers. */
export class ChoiceList {
  readonly tree: PathTree;
  /** The choices that are in no other. */
  readonly top: readonly PathNode[];
  /** Those of them that stand in the control itself: the editor counts no others when people submit. */
  readonly counted: ReadonlySet<unknown>;
  /** Whether the editor has further choices, or others than the config says: from the task's data or from an address. */
  readonly isOpen: boolean;
  /** Whether there is nothing to compare with. */
  readonly isEmpty: boolean;
  /** Whether an answer of `Choices` is a list of paths, as `allowNested` makes it. */
  readonly isNested: boolean;

  constructor(tag: ConfigControl) {
    this.tree = new PathTree(tag);
    this.top = [...this.tree.roots.values()];
    this.counted = new Set(tag.labels.flatMap(({ text, isDirect }) => (isDirect ? [text] : [])));
    this.isOpen = tag.dynamicLabels || tag.labels.some(({ text }) => isTemplate(text, tag.repeaters));
    this.isEmpty = tag.labels.length === 0;
    this.isNested = editorAttribute(tag, 'allowNested') === 'true';
  }
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

export const choiceListOf = perControl((tag) => new ChoiceList(tag));
