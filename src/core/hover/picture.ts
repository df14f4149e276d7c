import { isObject } from '../isObject';
import { pngSize } from '../text/png';
import { announcedValues, paintedPixels } from '../text/rle';
import { amount, counted, numberOf } from './amounts';

type Values = Readonly<Record<string, unknown>>;

/** The size of an image in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The natural size of the image that a region is on, where the region says it. */
export function sizeOf({ original_width: width, original_height: height }: Values): Size | undefined {
  return typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0
    ? { width, height }
    : undefined;
}

/** Percent of a length as pixels, or as percent where the length is not known. */
function along(percent: number, length: number | undefined): string {
  return length === undefined ? `${amount(percent)} %` : `${amount((percent / 100) * length)} px`;
}

function area(width: number, height: number, size: Size | undefined): string {
  if (!size) return `${amount(width)} × ${amount(height)} %`;
  return `${amount((width / 100) * size.width)} × ${amount((height / 100) * size.height)} px`;
}

/** What the numbers are of: the size of the image, or the image. */
function whole(size: Size | undefined, of: string): string {
  return size ? `of ${amount(size.width)} × ${amount(size.height)}` : `of the ${of}`;
}

function turned(rotation: unknown): string {
  const degrees = numberOf(rotation);
  return degrees ? `, turned by ${amount(degrees)}°` : '';
}

/** `x 120 px, y 40 px, 300 × 200 px of 1920 × 1080`; undefined where a number is missing. */
export function boxWords({ x, y, width, height, rotation }: Values, size: Size | undefined, of = 'image') {
  if (![x, y, width, height].every((value) => numberOf(value) !== undefined)) return undefined;
  const place = `x ${along(x as number, size?.width)}, y ${along(y as number, size?.height)}`;
  return `${place}, ${area(width as number, height as number, size)} ${whole(size, of)}${turned(rotation)}`;
}

export function ellipseWords({ x, y, radiusX, radiusY, rotation }: Values, size: Size | undefined) {
  if (![x, y, radiusX, radiusY].every((value) => numberOf(value) !== undefined)) return undefined;
  const centre = `centre x ${along(x as number, size?.width)}, y ${along(y as number, size?.height)}`;
  return `${centre}, radii ${area(radiusX as number, radiusY as number, size)} ${whole(size, 'image')}${turned(rotation)}`;
}

export function pointWords({ x, y, width }: Values, size: Size | undefined) {
  if (numberOf(x) === undefined || numberOf(y) === undefined) return undefined;
  const wide = numberOf(width);
  const dot = wide === undefined ? '' : `, ${along(wide, size?.width)} wide`;
  return `x ${along(x as number, size?.width)}, y ${along(y as number, size?.height)}${dot} ${whole(size, 'image')}`;
}

/** Corners or vertices, and the box around them. */
export function outlineWords(list: unknown, word: string, size: Size | undefined, of = 'image') {
  if (!Array.isArray(list)) return undefined;
  const points = list.flatMap((point: unknown) => {
    const [x, y] = Array.isArray(point) ? point : isObject(point) ? [point.x, point.y] : [];
    return numberOf(x) === undefined || numberOf(y) === undefined ? [] : [[x as number, y as number] as const];
  });
  const many = counted(list.length, word, word === 'vertex' ? 'vertices' : undefined);
  if (points.length === 0) return many;
  let [left, top] = points[0] as readonly [number, number];
  let [right, bottom] = [left, top];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return `${many} within ${boxWords({ x: left, y: top, width: right - left, height: bottom - top }, size, of)}`;
}

/** Longer masks are not decoded for a hover. */
const LONGEST_MASK = 8_000_000;

/** The size of a brush mask, and how much of it is painted. */
export function maskWords(rle: unknown, size: Size | undefined): string | undefined {
  if (!Array.isArray(rle)) return undefined;
  const values = announcedValues(rle);
  if (values === undefined || values % 4 !== 0 || values === 0) return undefined;
  const pixels = values / 4;
  const fits = size && size.width * size.height === pixels;
  const extent = fits ? `${amount(size.width)} × ${amount(size.height)} px` : `${amount(pixels, 0)} pixels`;
  const other = size && !fits ? ` (the image has ${amount(size.width)} × ${amount(size.height)})` : '';
  const painted = rle.length > LONGEST_MASK ? undefined : paintedPixels(rle);
  const share =
    painted === undefined ? '' : `, ${amount((painted / pixels) * 100)} % painted (${amount(painted, 0)} px)`;
  return `mask of ${extent}${other}${share}`;
}

export function bitmaskWords(url: unknown): string | undefined {
  const size = typeof url === 'string' ? pngSize(url) : undefined;
  return size && `mask of ${amount(size.width)} × ${amount(size.height)} px, a PNG`;
}
