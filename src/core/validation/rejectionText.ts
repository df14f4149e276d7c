/** What the validator's objections mean, in Label Studio's words, and what to do. */
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { RawVerdict } from '../serverGate';
import type { TaskVerdict } from '../serverGate/task';
import { listed, show } from './words';

type Node = Readonly<Record<string, unknown>>;

/**
 * The message of an objection that no rule tells.
 *
 * @param node the region, or the prediction for what is in no region
 */
export function rejectionText(verdict: RawVerdict, node: Node, config: LabelingConfig | undefined): string {
  const control = controlOf(node, config);
  switch (verdict.code) {
    case 'type-mismatch':
      return `The validator rejects it: regions of ${controlWords(control)} have the type ${show(verdict.detail)}, and this one has ${show(node.type)}. ${typeCure(node, verdict, config)}`;
    case 'to-name-not-valid':
      return `The validator rejects it: ${controlWords(control)} does not point to ${show(node.to_name)}. Write ${alternatives(control?.toNames ?? [])}.`;
    case 'from-name-not-found':
      return `The validator rejects it: the labeling config has no control tag named ${show(node.from_name)}. Write ${alternatives([...(config?.controls.keys() ?? [])])}.`;
    case 'to-name-not-found':
      return `The validator rejects it: the labeling config has no object tag named ${show(node.to_name)}. Write ${alternatives([...(config?.objects.keys() ?? [])])}.`;
    case 'missing-field':
      return `The validator rejects it: the region has no ${show(verdict.detail)}. Add it.`;
    case 'invalid-value':
    case 'invalid-geometry':
      return `The validator rejects it: for ${controlWords(control)} it wants ${wanted(verdict)}. ${valueCure(verdict, control)}`;
    case 'value-exception':
    case 'relation-exception':
    case 'unexpected-error':
      return `The validator of Label Studio fails here, and rejects it: ${verdict.detail}. ${failureCure(verdict, control)}`;
    default:
      return `The validator rejects it: it wants ${wanted(verdict)}. Write that.`;
  }
}

function controlOf({ from_name: name }: Node, config: LabelingConfig | undefined): ConfigControl | undefined {
  if (typeof name === 'string') return config?.controls.get(name);
  // Null stands for the only control.
  return config?.controls.size === 1 ? [...config.controls.values()][0] : undefined;
}

function controlWords(control: ConfigControl | undefined): string {
  return control ? `the control tag ${show(control.name)} (${control.tag})` : 'the control tag';
}

/** What is wanted, and where: "a number up to 100 as "width"", "the key "height"", "a number as item 0 of item 2 of "points"". */
function wanted({ path, detail }: RawVerdict): string {
  if (detail === 'this key') return `the key ${show(path.at(-1))}`;
  let at = path.length - 1;
  let items = '';
  for (; typeof path[at] === 'number'; at--) items += `item ${path[at]} of `;
  const key = path[at];
  return key === undefined || key === 'value' ? detail : `${detail} as ${items}${show(key)}`;
}

function typeCure({ type }: Node, { detail }: RawVerdict, config: LabelingConfig | undefined): string {
  const lower = typeof type === 'string' ? type.toLowerCase() : undefined;
  const makers = [...(config?.controls.values() ?? [])].filter(({ tag }) => tag.toLowerCase() === lower);
  const own = `Write ${show(detail)}`;
  if (makers.length === 0) return `${own}, or the "from_name" of another control tag.`;
  return `${own}, or as "from_name" ${alternatives(makers.map(({ name }) => name))}.`;
}

function valueCure({ path, detail }: RawVerdict, control: ConfigControl | undefined): string {
  if (detail === 'a label of the labeling config') {
    const labels = control?.labels.map(({ text }) => text) ?? [];
    return labels.length > 0 ? `Write ${alternatives(labels)}.` : 'Add such a label to the control tag.';
  }
  if (detail === 'this key') return 'Add it.';
  return `Change ${path.length > 1 ? 'it' : 'the value'} to that.`;
}

function failureCure({ path, detail }: RawVerdict, control: ConfigControl | undefined): string {
  if (detail.startsWith('invalid literal'))
    return 'Write a whole number as "maxRating" of the tag in the labeling config.';
  if (control?.tag.toLowerCase() === 'relations') return 'Regions cannot be made by a Relations tag: remove this one.';
  if (path[0] === 'value') return `Write the value as ${controlWords(control)} has it.`;
  return 'Write text here, in double quotes.';
}

/** Names to choose from, as many as anyone reads. */
function alternatives(names: readonly string[]): string {
  if (names.length === 0) return 'another name, or add such a tag to the labeling config';
  const words = names.slice(0, 5).map((name) => show(name));
  return names.length > 5 ? `one of ${words.join(', ')} …` : listed(words);
}

/** The message of a refused task. */
export function taskRejectionText({ code, detail }: TaskVerdict): string {
  switch (code) {
    case 'data-key-missing':
      return `The import refuses this task: its data has no ${show(detail)}, which the labeling config shows. Add that key.`;
    case 'data-value-wrong-type':
      return `The import refuses this task: the tag of the labeling config that shows this value takes ${detail.replaceAll(', ', ' or ')} (in Python's words). Change the value.`;
    case 'task-exception':
      return `Label Studio fails on this task, and refuses the import: ${detail}. Write the data as the labeling config shows it: an object with a key for every $variable.`;
    default:
      return `The import refuses this task: it wants ${detail} here. Write that.`;
  }
}
