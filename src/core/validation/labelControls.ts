import type { LabelingConfig } from '../labelingConfig/model';
import { controlOf, type RegionControl } from './controlOf';
import type { Candidate } from './nearest';

/** The control tags that can label what another one draws on an object. */
export interface LabelControls {
  /** In document order; names of a Repeater stand for themselves. */
  readonly controls: readonly RegionControl[];
  /** What the editor takes for one of their labels: values and aliases. */
  readonly labels: ReadonlySet<string>;
  /** What has to be written, with the values that have an alias. */
  readonly candidates: readonly Candidate[];
  /** Whether some labels come from elsewhere. */
  readonly isDynamic: boolean;
}

const byConfig = new WeakMap<LabelingConfig, Map<string, LabelControls>>();

/** Which controls whose regions carry labels point to an object. */
export function labelControlsOf(config: LabelingConfig, toName: string): LabelControls {
  let known = byConfig.get(config);
  if (!known) {
    known = new Map();
    byConfig.set(config, known);
  }
  let found = known.get(toName);
  if (!found) {
    found = find(config, toName);
    // Names come from files: without end they must not fill the memory.
    if (known.size >= 500) known.clear();
    known.set(toName, found);
  }
  return found;
}

function find(config: LabelingConfig, toName: string): LabelControls {
  const controls: RegionControl[] = [];
  for (const { name, tag } of config.controls.values()) {
    const control = tag.toLowerCase().endsWith('labels') ? controlOf(config, name) : undefined;
    if (control?.pointsTo(toName)) controls.push(control);
  }
  const candidates = controls.flatMap(({ tag }) => tag.labels);
  const labels = new Set<string>();
  for (const { text, value } of candidates) {
    labels.add(text);
    if (value !== undefined) labels.add(value);
  }
  return { controls, labels, candidates, isDynamic: controls.some(({ tag }) => tag.dynamicLabels) };
}
