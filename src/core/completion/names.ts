import { checkText } from '../engine/checkText';
import { isObject } from '../isObject';
import { asksPerRegion, dataPathOf, editorAttribute, fillIn, resolveObject } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { stringSource } from '../text/lines';
import { controlOf } from '../validation/controlOf';
import { type Draft, literal } from './proposal';
import { isAnswered, isAsked, openRegions } from './siblings';

type Region = Readonly<Record<string, unknown>>;

/** Indexes of a Repeater that are proposed. */
const MOST_REPEATED = 10;

/**
 * Names of control tags for a region: those that all of it fits, else those of its type, else all.
 *
 * @param siblings the other items of the result
 */
export function controlNames(config: LabelingConfig, region: Region, siblings: readonly Region[]): Draft[] {
  const drafts: Draft[] = [];
  const all = [...config.controls.values()];
  const fitting = [
    all.filter((control) => fits(config, control, region) && isOpen(config, control, region, siblings)),
    all.filter((control) => fits(config, control, region)),
    all.filter((control) => hasType(config, control, region)),
  ].find(({ length }) => length > 0);
  for (const control of bestOf(config, fitting ?? all, region)) {
    for (const name of namesFor(config, control, region)) {
      drafts.push({
        label: name,
        kind: 'name',
        detail: `<${control.tag}> on ${control.toNames.join(', ')}`,
        ...documentationOf(control),
        text: literal(name),
      });
    }
  }
  return drafts;
}

/** Whether a control can make regions of a type; one that is not written yet can be any. */
function hasType(config: LabelingConfig, { name }: ConfigControl, { type }: Region): boolean {
  const control = controlOf(config, name);
  return typeof type !== 'string' || !control || control.type === type || control.mergedTypes.has(type);
}

/** Whether the question of a control has no answer yet, in the task or for the region of this id. */
function isOpen(config: LabelingConfig, control: ConfigControl, { id }: Region, siblings: readonly Region[]): boolean {
  if (isAnswered(config, control, siblings)) return false;
  if (!asksPerRegion(control)) return isAsked(config, control, siblings);
  return typeof id !== 'string' || openRegions(config, control, siblings).includes(id);
}

/** Whether a region has what a control asks for: type, object and labels, as far as they are written. */
function fits(config: LabelingConfig, control: ConfigControl, region: Region): boolean {
  if (!hasType(config, control, region)) return false;
  const { to_name: to, value } = region;
  if (typeof to === 'string' && to !== '' && !control.repeated && !control.toNames.includes(to)) return false;
  const own = controlOf(config, control.name);
  const labels = isObject(value) && own ? value[own.entry?.labelKey ?? own.type] : undefined;
  if (!Array.isArray(labels)) return true;
  // Choices inside of choices are paths.
  const isPath = own?.type === 'choices' && editorAttribute(control, 'allowNested')?.toLowerCase() === 'true';
  if (isPath && labels.some((label) => typeof label === 'string')) return false;
  if (control.dynamicLabels || own?.labels.size === 0) return true;
  return labels.flat().every((label) => typeof label !== 'string' || label === '' || own?.labels.has(label));
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

/** Types whose control tags differ in more than their labels: limits, formats, trees of choices. */
const LIMITED: ReadonlySet<unknown> = new Set(['rating', 'number', 'datetime', 'taxonomy']);
/** Of more controls, or a longer region, it would be felt at the cursor. */
const MOST_TRIED = 40;
const LONGEST = 20_000;

/** Of several controls those with which the least is wrong. */
function bestOf(config: LabelingConfig, controls: readonly ConfigControl[], region: Region): readonly ConfigControl[] {
  const isTried = LIMITED.has(region.type) && controls.length > 1 && controls.length <= MOST_TRIED;
  if (!isTried || !isObject(region.value)) return controls;
  const rest = JSON.stringify({ ...region, from_name: undefined });
  if (rest.length > LONGEST) return controls;
  const counts = controls.map((control) => {
    const item = { ...region, from_name: namesOf(control)[0] };
    const text = JSON.stringify({ task: 1, model_version: 'v', score: 1, result: [item] });
    const problems = [...checkText(stringSource(text), { form: 'json', expects: 'prediction', config })].flat();
    return problems.filter(({ severity }) => severity !== 'information').length;
  });
  const least = Math.min(...counts);
  return controls.filter((_, index) => counts[index] === least);
}

/** Of the names that a Repeater makes those that point to the region's object. */
function namesFor(config: LabelingConfig, control: ConfigControl, { to_name: to }: Region): string[] {
  const names = namesOf(control);
  if (!control.repeated || typeof to !== 'string') return names;
  const fitting = names.filter((name) => controlOf(config, name)?.pointsTo(to));
  return fitting.length > 0 ? fitting : names;
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
