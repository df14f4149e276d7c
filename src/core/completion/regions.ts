import { asksPerRegion } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { type SnippetValue, tagByName } from '../tags/catalogue';
import { snippetText } from '../tags/skeleton';
import { isBeside } from '../validation/controlOf';
import { namesOf } from './names';
import type { Draft } from './proposal';

/** Labels in one choice of a snippet: VS Code shows them as a list. */
const MOST_CHOICES = 40;

/** Region ids of the prediction that a region is written in. */
export interface KnownIds {
  /** One that is free. */
  free: string;
  /** Those that there are. */
  taken: readonly string[];
}

/**
 * A whole region for each control of the labeling config, with its names and labels, so that nothing in it is left to look
 * up. Tags that the catalogue does not know have none, and neither have questions about a region where there is no region.
 *
 * @param indent what one level is indented by; empty for one line
 */
export function regionsFor(config: LabelingConfig, ids: KnownIds, indent: string): Draft[] {
  return [...config.controls.values()].flatMap((control, order) => {
    const body = bodyOf(config, control, ids);
    if (!body) return [];
    const [name] = namesOf(control);
    return {
      label: `${name}: ${control.tag} region`,
      kind: 'region' as const,
      detail: `on ${control.toNames.join(', ')}`,
      ...(tagByName(control.tag)?.summary && { documentation: tagByName(control.tag)?.summary as string }),
      text: snippetText(body, indent),
      isSnippet: true,
      rank: order,
    };
  });
}

function bodyOf(
  config: LabelingConfig,
  control: ConfigControl,
  ids: KnownIds,
): { [key: string]: SnippetValue } | undefined {
  const tag = tagByName(control.tag);
  const isAnswer = asksPerRegion(control);
  if (!tag || tag.type === 'relation' || (isAnswer && ids.taken.length === 0)) return undefined;
  const [from] = namesOf(control);
  const [to] = toNames(config, control);
  const value = tag.skeleton.value as { [key: string]: SnippetValue };
  return {
    ...tag.skeleton,
    id: isAnswer ? choiceOf(3, ids.taken) : `\${3:${escaped(ids.free)}}`,
    from_name: escaped(from ?? control.name),
    to_name: to.length > 1 ? choiceOf(2, to) : escaped(to[0] ?? ''),
    value: withLabels(config, control, tag.labelKey, value),
  };
}

function toNames(config: LabelingConfig, { toNames: names }: ConfigControl): [string[]] {
  const known = names.filter((name) => config.objects.has(name));
  const all = known.length > 0 ? known : [...names];
  return [
    all.flatMap((name) => namesOf(config.objects.get(name) ?? { name, repeated: false, repeaters: [] }).slice(0, 1)),
  ];
}

/** The value with the labels of the config in place of the placeholder, and numbers within the bounds of the tag. */
function withLabels(
  config: LabelingConfig,
  control: ConfigControl,
  labelKey: string | undefined,
  value: { [key: string]: SnippetValue },
): { [key: string]: SnippetValue } {
  const { labels, paths, attributes, tag, name, buckets } = control;
  const type = tag.toLowerCase();
  if (type === 'ranker') {
    const items = Object.values(value.ranker as { [key: string]: SnippetValue })[0] ?? [];
    return { ranker: { [escaped(buckets[0]?.name ?? name)]: items } };
  }
  if (type === 'videorectangle') return withVideoLabels(config, control, value);
  if (labelKey === undefined) return value;
  const leaf = leafOf(paths)?.map(escaped);
  if (type === 'taxonomy') return leaf ? { ...value, [labelKey]: [leaf] } : value;
  if (type === 'rating')
    return { ...value, [labelKey]: `^\${9:${Math.min(3, Number(attributes.maxRating ?? 5) || 5)}}` };
  if (type === 'number') return { ...value, [labelKey]: `^\${9:${attributes.min ?? attributes.max ?? 1}}` };
  if (labels.length === 0 || type === 'textarea' || !Array.isArray(value[labelKey])) return value;
  const isPath = type === 'choices' && attributes.allowNested?.toLowerCase() === 'true';
  if (isPath) return leaf ? { ...value, [labelKey]: [leaf] } : value;
  return {
    ...value,
    [labelKey]: [
      choiceOf(
        9,
        labels.map(({ text }) => text),
      ),
    ],
  };
}

/** A path that leads to the end of a branch: some tags take no others. */
function leafOf(paths: ConfigControl['paths']): readonly string[] | undefined {
  return paths.find(
    (path) => !paths.some((other) => other.length > path.length && path.every((text, n) => other[n] === text)),
  );
}

/** A box in a video has the labels of a `Labels` beside it. */
function withVideoLabels(
  config: LabelingConfig,
  control: ConfigControl,
  { labels: _, ...value }: { [key: string]: SnippetValue },
): { [key: string]: SnippetValue } {
  const beside = [...config.controls.values()].find(
    (other) => other.tag.toLowerCase() === 'labels' && isBeside(other, control) && other.labels.length > 0,
  );
  return beside
    ? {
        ...value,
        labels: [
          choiceOf(
            9,
            beside.labels.map(({ text }) => text),
          ),
        ],
      }
    : value;
}

function choiceOf(n: number, texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_CHOICES);
  if (shown.length === 1) return escaped(shown[0] as string);
  return `\${${n}|${shown.map((text) => escaped(text).replace(/[,|]/g, '\\$&')).join(',')}|}`;
}

/** A text that means itself in a snippet. */
const escaped = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
