/** What the rules share that compare an answer with its control tag. */
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { Path } from '../text/locate';
import { controlOf, type RegionControl } from './controlOf';
import type { RegionNode } from './nodes';
import type { Gate } from './problem';
import type { Claim, Report } from './rule';

/**
 * The control that a region answers.
 *
 * @returns undefined where there is none, or one of another type: then nothing can be said of the answer
 */
export function answeredControl(region: RegionNode, config: LabelingConfig | undefined): RegionControl | undefined {
  const control = config && controlOf(config, region.value.from_name);
  return control?.type === region.value.type ? control : undefined;
}

/** The value of a region's `value` under a key; undefined when `value` is no object. */
export function answerAt({ content }: RegionNode, key: string): unknown {
  return content[key];
}

/**
 * Those of the gates that look at what a region holds: the validator does not get there for a name that a Repeater makes,
 * and the editor does not for a name with the placeholder in it.
 */
export function gatesOf(control: RegionControl, ...gates: readonly Gate[]): readonly Gate[] {
  if (control.indexes) return gates.filter((gate) => gate !== 'server');
  return control.isTemplate ? gates.filter((gate) => gate !== 'editor') : gates;
}

/** What a rule says of an answer, wherever that is. */
export type Finding = Omit<Claim, 'path' | 'on'>;

/**
 * Makes the claim that a finding is, at a place in the region's `value`, if there is a finding and a gate that minds it. Of
 * what the editor itself has written, an annotation, it is not said that only the validator of predictions minds it.
 */
export function tell(
  region: RegionNode,
  report: Report,
  path: Path,
  finding: Finding | undefined,
  on: Claim['on'] = 'value',
): void {
  if (!finding || finding.gates.length === 0) return;
  if (finding.severity === 'information' && region.isAnnotated) return;
  report({ ...finding, path: ['value', ...path], on });
}

/** What happens, as a part of a sentence: `the validator rejects it, and the editor …`. */
export function consequence(gates: readonly Gate[], editor: string, server = 'rejects it'): string {
  const parts = [];
  if (gates.includes('server')) parts.push(`the validator ${server}`);
  if (gates.includes('editor')) parts.push(`the editor ${editor}`);
  return parts.join(', and ');
}

/** What is made of a control tag once, for thousands of regions. */
export function perControl<T>(make: (tag: ConfigControl) => T): (control: RegionControl) => T {
  const made = new WeakMap<ConfigControl, { value: T }>();
  return ({ tag }) => {
    let known = made.get(tag);
    if (!known) {
      known = { value: make(tag) };
      made.set(tag, known);
    }
    return known.value;
  };
}
