/** `$variables` of a labeling config beside the data of tasks that are open. */
import type { DataKeys } from '../engine/dataKeys';
import type { ConfigFault } from '../labelingConfig/model';
import { configAttribute, configTag } from '../tags/configTags';
import { nearest } from '../validation/nearest';
import { type ScannedTag, scanConfig } from './scan';

/** Keys that are named in a message. */
const MOST_NAMED = 5;

/** Variables that no open task has: what shows them shows nothing, and an import refuses the tasks. */
export function dataFaults(text: string, { keys, tasks }: DataKeys): ConfigFault[] {
  if (tasks === 0) return [];
  return scanConfig(text).tags.flatMap((tag) =>
    variablesOf(tag).flatMap(({ key, start, end }): ConfigFault[] => {
      if (keys.has(key)) return [];
      return [{ start, end, severity: 'warning', code: 'data-key-not-in-tasks', message: messageOf(key, keys) }];
    }),
  );
}

function messageOf(key: string, keys: ReadonlySet<string>): string {
  const found = nearest(
    key,
    [...keys].map((text) => ({ text })),
  );
  const names = found.candidates.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const [first] = names;
  const cure =
    found.near > 0
      ? `Did you mean ${first}?`
      : first
        ? `The data there has ${names.join(', ')}.`
        : 'The data there is empty.';
  return `No open task has "${key}" in its data, so nothing is shown here, and an import refuses such tasks. ${cure}`;
}

interface Variable {
  key: string;
  start: number;
  end: number;
}

/** Attributes that are a variable as a whole, where that is what the attribute is for. */
function variablesOf(tag: ScannedTag): Variable[] {
  const known = configTag(tag.tag);
  return tag.attributes.flatMap(({ name, value, valueSpan }) => {
    if (!valueSpan || configAttribute(known, name)?.kind.kind !== 'data') return [];
    const key = /^\$([^\s,$[\].{}]+)/.exec(value ?? '')?.[1];
    return key === undefined ? [] : [{ key, ...valueSpan }];
  });
}
