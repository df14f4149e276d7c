import { variablePath } from '../labelingConfig/lookup';
import type { RegionControl } from './controlOf';
import type { Inputs } from './rule';
import { valueAt } from './shown';

/** Made once for each list: thousands of regions ask for the same. */
const known = new WeakMap<readonly unknown[], { labels: ReadonlySet<string> | undefined }>();

/**
 * The labels that a control with `value="$labels"` gets from the task's data: values and aliases, since the editor takes
 * either.
 *
 * @returns undefined when that cannot be told: no such list in the data, or labels from elsewhere
 */
export function dynamicLabelsOf(
  { tag, indexes }: RegionControl,
  data: Inputs['data'],
): ReadonlySet<string> | undefined {
  const { value, apiUrl } = tag.attributes;
  const steps = data && value && !apiUrl ? variablePath(value, indexes) : undefined;
  const list = steps && valueAt(data as NonNullable<typeof data>, steps)?.value;
  if (!Array.isArray(list)) return undefined;
  let found = known.get(list);
  if (!found) {
    const labels = new Set<string>();
    found = { labels: collect(list, labels) ? labels : undefined };
    known.set(list, found);
  }
  return found.labels;
}

/** @returns whether every entry is a label */
function collect(list: readonly unknown[], labels: Set<string>): boolean {
  return list.every((entry) => {
    if (typeof entry !== 'object' || entry === null) return false;
    const { value, alias, children } = entry as Readonly<Record<string, unknown>>;
    if (typeof value !== 'string') return false;
    labels.add(value);
    if (typeof alias === 'string') labels.add(alias);
    return !Array.isArray(children) || collect(children, labels);
  });
}
