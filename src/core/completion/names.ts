import { dataPathOf, fillIn, resolveObject } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { controlOf } from '../validation/controlOf';
import { type Draft, literal } from './proposal';

type Region = Readonly<Record<string, unknown>>;

/** Indexes of a Repeater that are proposed. */
const MOST_REPEATED = 10;

/** Names of control tags for a region: those of its type first. */
export function controlNames(config: LabelingConfig, { type }: Region): Draft[] {
  const drafts: Draft[] = [];
  for (const control of config.controls.values()) {
    const fits = typeof type !== 'string' || control.tag.toLowerCase() === type;
    for (const name of namesOf(control)) {
      drafts.push({
        label: name,
        kind: 'name',
        detail: `<${control.tag}> on ${control.toNames.join(', ')}`,
        ...documentationOf(control),
        text: literal(name),
        rank: fits ? 0 : 1,
      });
    }
  }
  return drafts;
}

/** The names that a tag stands for: its own, or the first of those that its Repeater makes. */
export function namesOf({
  name,
  repeated,
  repeaters,
}: Pick<ConfigControl, 'name' | 'repeated' | 'repeaters'>): string[] {
  if (!repeated) return [name];
  return Array.from({ length: MOST_REPEATED }, (_, index) =>
    fillIn(name, new Map(repeaters.map(({ placeholder }) => [placeholder, index]))),
  );
}

function documentationOf({ labels }: ConfigControl): { documentation?: string } {
  if (labels.length === 0) return {};
  const shown = labels.slice(0, 20).map(({ text }) => `\`${text}\``);
  return { documentation: `${shown.join(', ')}${labels.length > 20 ? ` and ${labels.length - 20} more` : ''}` };
}

/** Names of object tags for a region: those that its control points to, else all. */
export function objectNames(config: LabelingConfig, { from_name: from }: Region): Draft[] {
  const control = controlOf(config, from);
  const names = control ? control.toNames : [...config.objects.values()].flatMap((object) => namesOf(object));
  return names.map((name) => {
    const found = resolveObject(config, name);
    const shown = found && dataPathOf(found);
    const detail = found ? `<${found.tag.tag}>${shown ? ` of data.${shown.join('.')}` : ''}` : undefined;
    return { label: name, kind: 'name', text: literal(name), ...(detail !== undefined && { detail }) };
  });
}
