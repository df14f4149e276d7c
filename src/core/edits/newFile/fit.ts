import { isObject } from '../../isObject';
import { variablePath } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import { codePointsOf } from '../../text/codePoints';
import { htmlText } from '../../text/htmlText';
import { controlOf } from '../../validation/controlOf';
import { dynamicLabelsOf } from '../../validation/dynamicLabels';
import { idText } from '../../validation/regionId';
import { type Shown, shownBy, shownInline, valueAt } from '../../validation/shown';
import { asText } from '../../validation/words';

export type Region = Readonly<Record<string, unknown>>;
type Data = Readonly<Record<string, unknown>>;

/** Objects whose content can stand in the data itself, so that what a region says of it can be wrong. */
const INLINE: ReadonlySet<string> = new Set(['Text', 'HyperText', 'Paragraphs', 'List']);

/** Whether what a region can say depends on the task's data. */
export function readsData({ objects, controls }: LabelingConfig): boolean {
  return (
    [...objects.values()].some(({ tag, isList, repeaters }) => INLINE.has(tag) || isList || repeaters.length > 0) ||
    [...controls.values()].some(({ dynamicLabels, repeaters }) => dynamicLabels || repeaters.length > 0)
  );
}

/**
 * A region that fits the data of a task: a span covers the first word of the text, labels from the data are the first of
 * them, an order is that of the list.
 *
 * @returns undefined where the data leaves nothing that it could be about
 */
export function fitted(region: Region, config: LabelingConfig, data: Data): Region | undefined {
  const { value, type } = region;
  if (!isObject(value)) return region;
  const shown = shownInline(config, region.to_name, data);
  const span = shown ? fittedSpan(type, value, shown) : value;
  if (span === undefined) return undefined;
  const own = type === 'ranker' ? fittedOrder(span, config, region.to_name, data) : span;
  return own && { ...region, value: withLabelsOf(data, config, region, own) };
}

const SPANS: ReadonlySet<unknown> = new Set(['labels', 'hypertextlabels', 'paragraphlabels']);

function fittedSpan(type: unknown, value: Data, { object, value: shown }: Shown): Data | undefined {
  if (!SPANS.has(type)) return value;
  if (object.tag === 'Paragraphs') return inParagraph(value, object.attributes.textKey ?? 'text', shown);
  if (typeof shown !== 'string') return value;
  if (object.tag === 'Text') {
    const word = firstWord(shown);
    if (!word) return undefined;
    const points = codePointsOf(shown);
    return { ...value, start: points.fromUtf16(word.start), end: points.fromUtf16(word.end) };
  }
  return object.tag === 'HyperText' ? inHtml(value, shown) : value;
}

/** The XPath cannot be told without a browser; where it does not fit, the editor goes by the offsets in the whole text. */
function inHtml(value: Data, html: string): Data | undefined {
  const text = htmlText(html);
  if (text === undefined) return value;
  const word = firstWord(text);
  if (!word) return undefined;
  const points = codePointsOf(text);
  const own = { start: points.fromUtf16(word.start), end: points.fromUtf16(word.end) };
  return 'startOffset' in value ? { ...value, globalOffsets: own } : { ...value, ...own };
}

function inParagraph(value: Data, textKey: string, shown: unknown): Data | undefined {
  if (!Array.isArray(shown)) return value;
  for (const [index, paragraph] of (shown as unknown[]).entries()) {
    const text = isObject(paragraph) ? paragraph[textKey] : undefined;
    const word = typeof text === 'string' ? firstWord(text) : undefined;
    if (!word) continue;
    return { ...value, start: String(index), end: String(index), startOffset: word.start, endOffset: word.end };
  }
  return undefined;
}

function firstWord(text: string): { start: number; end: number } | undefined {
  const match = /\S+/.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

/** All items of the list in their order. */
function fittedOrder(value: Data, config: LabelingConfig, to: unknown, data: Data): Data | undefined {
  const list = shownBy(config, to, data)?.value;
  const key = isObject(value.ranker) ? Object.keys(value.ranker)[0] : undefined;
  if (!Array.isArray(list) || key === undefined) return value;
  const ids = (list as unknown[]).flatMap((item) => (isObject(item) ? (idText(item.id) ?? []) : []));
  return ids.length > 0 ? { ...value, ranker: { [key]: ids } } : undefined;
}

/** The first label or choice that the data gives, where the labeling config has none itself. */
function withLabelsOf(data: Data, config: LabelingConfig, { type, from_name: from }: Region, value: Data): Data {
  const control = controlOf(config, from);
  if (!control?.tag.dynamicLabels || control.labels.size > 0) return value;
  const key = control.entry?.labelKey ?? asText(type);
  if (!Array.isArray(value[key])) return value;
  if (control.type === 'taxonomy') {
    const path = leafOf(listOf(control.tag.attributes.value, data));
    return path ? { ...value, [key]: [path] } : value;
  }
  const [label] = dynamicLabelsOf(control, data) ?? [];
  return label === undefined ? value : { ...value, [key]: [label] };
}

function listOf(attribute: string | undefined, data: Data): unknown {
  const steps = attribute === undefined ? undefined : variablePath(attribute, undefined);
  return steps && valueAt(data, steps)?.value;
}

/** The way down to the end of the first branch. */
function leafOf(list: unknown): string[] | undefined {
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  if (!isObject(first)) return undefined;
  const { value, alias, children } = first;
  const own = typeof alias === 'string' ? alias : value;
  return typeof own === 'string' ? [own, ...(leafOf(children) ?? [])] : undefined;
}
