import { asksPerRegion, editorAttribute, resolveObject } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { SHAPES } from '../serverGate/partners';
import { type ControlTag, type SnippetValue, tagByName, tagByType } from '../tags/catalogue';
import { itself, oneOf, snippetText } from '../tags/skeleton';
import { controlOf, isBeside } from '../validation/controlOf';
import { dateTimeFormatOf, timeFormatOf } from '../validation/dateFormat';
import { allowedNumbers, mostStars, numberLimits } from '../validation/limits';
import { namesOf } from './names';
import type { Draft } from './proposal';
import { type Item, isAnswered, isAsked, openRegions } from './siblings';

/** Labels in one choice of a snippet: VS Code shows them as a list. */
const MOST_CHOICES = 40;

/** Region ids of the prediction that a region is written in. */
export interface KnownIds {
  /** One that is free. */
  free: string;
  /** Those that an answer about a region can be about. */
  taken: readonly string[];
}

/**
 * A whole region for each control of the labeling config, with its names and labels, so that nothing in it is left to look
 * up. Tags that the catalogue does not know have none, and neither have questions about a region where there is no region.
 *
 * @param siblings the other items of the result
 * @param indent what one level is indented by; empty for one line
 */
export function regionsFor(config: LabelingConfig, siblings: readonly Item[], indent: string): Draft[] {
  const free = freeId(siblings);
  return [...config.controls.values()].flatMap((control, order) => {
    // A second answer to one question takes the place of the first one.
    if (isAnswered(config, control, siblings)) return [];
    if (!asksPerRegion(control) && !isAsked(config, control, siblings)) return [];
    const bodies = regionBodies(config, control, { free, taken: openRegions(config, control, siblings) });
    if (bodies.length === 0) return [];
    const [name] = namesOf(control);
    const tag = tagOf(control);
    return {
      label: `${name}: ${control.implied ? tag?.tag : control.tag} region`,
      kind: 'region' as const,
      detail: `on ${control.toNames.join(', ')}`,
      ...(tag && { documentation: tag.summary }),
      text: bodies.map((body) => snippetText(body, indent)).join(indent === '' ? ',' : ',\n'),
      isSnippet: true,
      rank: order,
    };
  });
}

function freeId(siblings: readonly Item[]): string {
  const taken = new Set(siblings.map(({ id }) => id));
  let n = 1;
  while (taken.has(`r${n}`)) n++;
  return `r${n}`;
}

/**
 * The region of a control as the body of a snippet, with its label where that is an item of its own; none where there can be
 * no such region.
 */
export function regionBodies(config: LabelingConfig, control: ConfigControl, ids: KnownIds): Body[] {
  const body = regionBody(config, control, ids);
  if (!body) return [];
  const labels = SHAPES.has(control.tag.toLowerCase()) ? labelsBeside(config, control) : undefined;
  if (!labels) return [body];
  const texts = textsOf(config, labels);
  const value = { ...(body.value as Body), labels: [choiceOf(9, texts)] };
  return [body, { ...body, type: 'labels', from_name: itself(namesOf(labels)[0] ?? labels.name), value }];
}

/** The `Labels` whose results name what a control draws. */
function labelsBeside(config: LabelingConfig, control: ConfigControl): ConfigControl | undefined {
  return [...config.controls.values()].find(
    (other) => other.tag.toLowerCase() === 'labels' && isBeside(other, control) && other.labels.length > 0,
  );
}

type Body = { [key: string]: SnippetValue };

/** The entry of a control; a `Chat` that is only an object has a control for its messages that is not written. */
function tagOf({ tag, implied }: ConfigControl): ControlTag | undefined {
  return implied ? tagByType(tag.toLowerCase()) : tagByName(tag);
}

function regionBody(config: LabelingConfig, control: ConfigControl, ids: KnownIds): Body | undefined {
  const tag = tagOf(control);
  const isAnswer = asksPerRegion(control);
  const [to] = toNames(config, control);
  if (!tag || tag.type === 'relation' || to.length === 0) return undefined;
  // The validator takes no message of a `Chat` that is named like what it holds.
  if (tag.type === 'chatmessage' && control.implied && control.name === tag.type) return undefined;
  if (tag.type === 'rating' && mostStars(control) === 0) return undefined;
  if (isAnswer && ids.taken.length === 0) return undefined;
  // Labels of what is drawn come with the shapes.
  if (tag.type === 'labels' && to.some((name) => DRAWN_ON.has(config.objects.get(name)?.tag ?? ''))) return undefined;
  const [from] = namesOf(control);
  const value = withTimes(config, control, tag.skeleton.value as Body);
  return {
    ...tag.skeleton,
    // A `Chat` with `toName` makes messages too, and the validator wants the name of the tag for it.
    ...(tag.type === 'chatmessage' && { type: control.tag.toLowerCase() }),
    id: isAnswer ? choiceOf(3, ids.taken) : `\${3:${itself(ids.free)}}`,
    from_name: itself(from ?? control.name),
    to_name: to.length > 1 ? choiceOf(2, to) : itself(to[0] ?? ''),
    value: withLabels(config, control, tag.labelKey, value),
  };
}

const DRAWN_ON: ReadonlySet<string> = new Set(['Image', 'Video']);

/** 9 April 2031, noon. */
const NOON = Date.UTC(2031, 3, 9, 12);
/** A minute, a day, a year: one of them any format tells apart. */
const LATER = [60_000, 86_400_000, 366 * 86_400_000];

/** Noon of a day that a tag takes. */
function noonFor(control: ConfigControl): number {
  const [earliest, latest] = ['min', 'max'].map((name) => noonOf(editorAttribute(control, name)));
  return Math.max(earliest ?? Number.NEGATIVE_INFINITY, Math.min(latest ?? NOON, NOON));
}

function noonOf(date = ''): number | undefined {
  const [, year, month = 1, day = 1] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? [];
  return year === undefined ? undefined : Date.UTC(Number(year), Number(month) - 1, Number(day), 12);
}

/** Times and dates as the config wants them written. */
function withTimes(config: LabelingConfig, control: ConfigControl, value: Body): Body {
  const own = controlOf(config, control.name);
  if (own?.type === 'datetime') {
    const { format } = dateTimeFormatOf(own);
    return { ...value, datetime: `\${4:${itself(format ? format.write(noonFor(control)) : '12:00')}}` };
  }
  if (own?.type !== 'timeserieslabels') return value;
  const object = resolveObject(config, own.toNames[0] ?? '')?.tag;
  const format = object && timeFormatOf(object).format;
  if (!format) return value;
  const start = format.write(NOON);
  const end = LATER.map((time) => format.write(NOON + time)).find((text) => text !== start) ?? start;
  return { ...value, start: `\${4:${itself(start)}}`, end: `\${5:${itself(end)}}` };
}

function toNames(config: LabelingConfig, { toNames: names }: ConfigControl): [string[]] {
  const known = names.filter((name) => config.objects.has(name));
  return [
    known.flatMap((name) => namesOf(config.objects.get(name) ?? { name, repeated: false, repeaters: [] }).slice(0, 1)),
  ];
}

/** The value with the labels of the config in place of the placeholder, and numbers within the bounds of the tag. */
function withLabels(
  config: LabelingConfig,
  control: ConfigControl,
  labelKey: string | undefined,
  value: { [key: string]: SnippetValue },
): { [key: string]: SnippetValue } {
  const { labels, paths, tag, name, buckets } = control;
  const type = tag.toLowerCase();
  if (type === 'ranker') {
    const items = Object.values(value.ranker as { [key: string]: SnippetValue })[0] ?? [];
    return { ranker: { [itself(buckets[0]?.name ?? name)]: items } };
  }
  if (type === 'videorectangle') return withVideoLabels(config, control, value);
  if (labelKey === undefined) return value;
  const leaf = leafOf(paths)?.map(itself);
  if (type === 'taxonomy') return leaf ? { ...value, [labelKey]: [leaf] } : value;
  if (type === 'rating') return { ...value, [labelKey]: `^\${9:${Math.min(3, mostStars(control))}}` };
  if (type === 'number') return { ...value, [labelKey]: `^\${9:${numberFor(control)}}` };
  const isPath = type === 'choices' && editorAttribute(control, 'allowNested')?.toLowerCase() === 'true';
  if (isPath) return { ...value, [labelKey]: [leaf ?? value[labelKey] ?? []] };
  if (labels.length === 0 || type === 'textarea' || !Array.isArray(value[labelKey])) return value;
  return {
    ...value,
    [labelKey]: [choiceOf(9, textsOf(config, control))],
  };
}

/** One of the numbers that a tag takes, the lowest where there is one. */
function numberFor(control: ConfigControl): number {
  const limits = numberLimits(control);
  if (!limits) return 1;
  const { min, max, step } = limits;
  const wanted = [min, step > 0 ? step : Number.NaN, Math.min(1, max)].find((one) => Number.isFinite(one)) ?? 1;
  return allowedNumbers(wanted, limits)[0] ?? wanted;
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
        labels: [choiceOf(9, textsOf(config, beside))],
      }
    : value;
}

/** The labels of a control; of one that a Repeater repeats those of the first. */
function textsOf(config: LabelingConfig, control: ConfigControl): string[] {
  return [...(controlOf(config, namesOf(control)[0])?.labels ?? [])];
}

const choiceOf = (n: number, texts: readonly string[]): string => oneOf(n, texts.slice(0, MOST_CHOICES));
