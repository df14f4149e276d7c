import { isObject } from '../isObject';
import { resolveObject } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import { tagByType } from '../tags/catalogue';
import { controlOf } from '../validation/controlOf';
import { starsOf } from '../validation/limits';
import { asText } from '../validation/words';
import { amount, clock, counted, numberOf, quoted, shortened } from './amounts';
import { framesWords, type Surroundings, secondsWords, spanText, spanWords, stretchWords, trackWords } from './passage';
import { bitmaskWords, boxWords, ellipseWords, maskWords, outlineWords, pointWords, sizeOf } from './picture';

type Values = Readonly<Record<string, unknown>>;

const valueIn = ({ value }: Values): Values => (isObject(value) ? value : {});
const strings = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];

/** The labels that a region carries, as they are written. */
export function labelsOf(region: Values, config?: LabelingConfig): string[] {
  const { type } = region;
  const value = valueIn(region);
  if (type === 'relation') return strings(region.labels);
  const control = config && controlOf(config, region.from_name);
  const keys = [control?.entry?.labelKey, typeof type === 'string' ? tagByType(type)?.labelKey : undefined, 'labels'];
  for (const key of keys) {
    const labels = key === undefined || key === 'text' ? [] : strings(value[key]);
    if (labels.length > 0) return labels;
  }
  return [];
}

/** A label with what it is an alias of. */
export function labelWords(label: string, control: Pick<ConfigControl, 'labels'> | undefined): string {
  const known = control?.labels.find(({ text }) => text === label);
  return known?.alias !== undefined && known.value !== undefined && known.value !== label
    ? `${label} (${known.value})`
    : label;
}

/** What an answer says. */
function answerWords(region: Values, { config }: Surroundings): string | undefined {
  const value = valueIn(region);
  switch (region.type) {
    case 'taxonomy': {
      const paths = Array.isArray(value.taxonomy) ? value.taxonomy : [];
      return paths.map((path) => strings(path).join(' › ')).join(', ') || undefined;
    }
    case 'choices': {
      const nested = Array.isArray(value.choices) ? value.choices.filter(Array.isArray) : [];
      return nested.map((path) => strings(path).join(' › ')).join(', ') || undefined;
    }
    case 'rating': {
      const stars = numberOf(value.rating);
      const control = config && controlOf(config, region.from_name);
      const most = control ? starsOf(control.tag).editor : Number.NaN;
      return stars === undefined
        ? undefined
        : Number.isNaN(most)
          ? counted(stars, 'star')
          : `${stars} of ${most} stars`;
    }
    case 'number':
      return numberOf(value.number)?.toString();
    case 'datetime':
      return typeof value.datetime === 'string' ? value.datetime : undefined;
    case 'textarea': {
      const texts = typeof value.text === 'string' ? [value.text] : strings(value.text);
      const more = texts.length > 3 ? ` and ${amount(texts.length - 3, 0)} more` : '';
      return texts.length === 0
        ? undefined
        : `${texts
            .slice(0, 3)
            .map((text) => quoted(text))
            .join(', ')}${more}`;
    }
    case 'pairwise':
      return typeof value.selected === 'string' ? `the ${value.selected} one` : undefined;
    case 'ranker':
      return rankWords(value.ranker);
    case 'chatmessage': {
      const message = isObject(value.chatmessage) ? value.chatmessage : {};
      return typeof message.content === 'string' ? `${asText(message.role)}: ${quoted(message.content)}` : undefined;
    }
    default:
      return undefined;
  }
}

function rankWords(ranker: unknown): string | undefined {
  if (!isObject(ranker)) return undefined;
  const lists = Object.entries(ranker).map(([name, ids]) => {
    const shown = strings(ids);
    return `${name}: ${shown.slice(0, 10).join(', ')}${shown.length > 10 ? ` and ${shown.length - 10} more` : ''}`;
  });
  return lists.slice(0, 6).join('; ') || undefined;
}

/** The part of the image, text or recording that a region is about, or the answer that it gives; undefined for neither. */
export function extentWords(region: Values, around: Surroundings): string | undefined {
  const { type } = region;
  if (typeof type !== 'string') return undefined;
  const value = valueIn(region);
  const size = sizeOf(region);
  switch (type.replace(/labels$/, '')) {
    case 'rectangle':
      return boxWords(value, size);
    case 'ellipse':
      return ellipseWords(value, size);
    case 'keypoint':
      return pointWords(value, size);
    case 'polygon':
      return outlineWords(value.points, 'corner', size);
    case 'vector':
      return outlineWords(value.vertices, 'vertex', size);
    case 'brush':
    case 'magicwand':
      return maskWords(value.rle, size);
    case 'bitmask':
      return bitmaskWords(value.imageDataURL);
    case 'ocr':
      return pageWords(value);
    case 'hypertext':
    case 'paragraph':
      return spanWords(region, around);
    case 'timeseries':
      return stretchWords(value);
    case 'timeline':
      return framesWords(value);
    case 'videorectangle':
    case 'videovector':
      return trackWords(value);
    case '':
      return labeledWords(region, around);
    default:
      return answerWords(region, around);
  }
}

/** What a `labels` region is about depends on what it repeats, and on its object. */
function labeledWords(region: Values, around: Surroundings): string | undefined {
  const value = valueIn(region);
  const size = sizeOf(region);
  if ('radiusX' in value) return ellipseWords(value, size);
  if ('x' in value) return 'height' in value ? boxWords(value, size) : pointWords(value, size);
  if ('points' in value) return outlineWords(value.points, 'corner', size);
  if ('rle' in value) return maskWords(value.rle, size);
  if ('imageDataURL' in value) return bitmaskWords(value.imageDataURL);
  if ('vertices' in value) return outlineWords(value.vertices, 'vertex', size);
  return isSound(region, around) ? secondsWords(value) : spanWords(region, around);
}

/** Whether the ends of a `labels` region are seconds. */
export function isSound(region: Values, { config }: Surroundings): boolean {
  const object = config && typeof region.to_name === 'string' ? resolveObject(config, region.to_name)?.tag : undefined;
  if (object) return /^(audio|video)/i.test(object.tag);
  return 'channel' in valueIn(region) || 'original_length' in region;
}

/** Fractions of a page of a document. */
function pageWords({ x, y, width, height, rotation, pageIndex, ocrtext }: Values): string | undefined {
  const [left, top, wide, high] = [x, y, width, height].map((part) => (typeof part === 'number' ? part * 100 : part));
  const box = boxWords({ x: left, y: top, width: wide, height: high, rotation }, undefined, 'page');
  const page = numberOf(pageIndex) === undefined ? undefined : `page ${pageIndex}`;
  const text = typeof ocrtext === 'string' ? quoted(ocrtext) : undefined;
  return [page, box, text].filter((part) => part !== undefined).join(', ') || undefined;
}

/** A region in a few words for a list: its labels, else what it says, else its type. */
export function regionTitle(region: Values, around: Surroundings): string {
  const labels = labelsOf(region, around.config);
  if (labels.length > 0) return shortened(labels.join(', '), 60);
  const said = answerWords(region, around) ?? spanText(region, around)?.text;
  return said ? shortened(said, 60) : typeof region.type === 'string' ? region.type : 'region';
}

/** One number of a value in another unit, where it has a better one: pixels, a time. */
export function numberWords(
  region: Values,
  rest: readonly (string | number)[],
  around: Surroundings,
): string | undefined {
  const [, key, index, part] = rest;
  const value = valueIn(region);
  const size = sizeOf(region);
  const at = numberOf(rest.slice(1).reduce<unknown>(stepInto, value));
  if (at === undefined || typeof key !== 'string') return undefined;
  const length = lengthFor(key, index, part, size);
  if (length !== undefined && region.type !== 'ocrlabels')
    return `${amount((at / 100) * length)} px of ${amount(length)}`;
  const isTime = key === 'duration' || part === 'time' || (['start', 'end'].includes(key) && isTimed(region, around));
  return isTime && rest.length === (part === undefined ? 2 : 4) ? clock(at) : undefined;
}

function isTimed(region: Values, around: Surroundings): boolean {
  return region.type === 'labels' && isSound(region, around);
}

function stepInto(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<string | number, unknown>)[step]
    : undefined;
}

const ACROSS: ReadonlySet<unknown> = new Set(['x', 'width', 'radiusX']);
const DOWN: ReadonlySet<unknown> = new Set(['y', 'height', 'radiusY']);

/** The length in pixels that a number is percent of. */
function lengthFor(
  key: string,
  index: string | number | undefined,
  part: string | number | undefined,
  size: ReturnType<typeof sizeOf>,
): number | undefined {
  const name = key === 'points' ? (part === 0 ? 'x' : part === 1 ? 'y' : undefined) : index === undefined ? key : part;
  const isPercent = index === undefined || key === 'points' || key === 'vertices';
  if (!size || !isPercent) return undefined;
  return ACROSS.has(name) ? size.width : DOWN.has(name) ? size.height : undefined;
}

/** `3 regions`, for what holds a result. */
export function resultWords({ result }: Values): string {
  return Array.isArray(result) ? counted(result.length, 'region') : 'no result';
}
