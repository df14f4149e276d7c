/** What the attributes of control tags say about the size of answers. */
import { editorAttribute } from '../labelingConfig/lookup';
import type { ConfigControl } from '../labelingConfig/model';
import { parseIntText } from '../serverGate/python';

/** The limits of a `Number`; NaN for none. */
export interface NumberLimits {
  min: number;
  max: number;
  step: number;
}

/** @returns undefined where everything is allowed */
export function numberLimits(tag: ConfigControl): NumberLimits | undefined {
  const min = Number(editorAttribute(tag, 'min') ?? Number.NaN);
  const max = Number(editorAttribute(tag, 'max') ?? Number.NaN);
  const step = Number.parseFloat(editorAttribute(tag, 'step') ?? '');
  return Number.isNaN(min) && Number.isNaN(max) && Number.isNaN(step) ? undefined : { min, max, step };
}

/** A step is not missed by less than this. */
const TOLERANCE = 1e-8;

export function isWithin(value: number, { min, max, step }: NumberLimits): boolean {
  const basis = Number.isNaN(min) ? 0 : min;
  const nearest = Math.round((value - basis) / step) * step + basis;
  return !(value < min || value > max || Math.abs(value - nearest) > TOLERANCE);
}

/** The nearest numbers that the limits allow, the nearest first. */
export function allowedNumbers(value: number, { min, max, step }: NumberLimits): number[] {
  const inside = value < min ? min : value > max ? max : value;
  if (Number.isNaN(step) || step <= 0) return [inside];
  const basis = Number.isNaN(min) ? 0 : min;
  const digits = Math.min(20, Math.max(fractionDigits(step), fractionDigits(basis)));
  const below = Math.floor((inside - basis) / step + TOLERANCE) * step + basis;
  return [...new Set([below, below + step].map((one) => Number(one.toFixed(digits))))]
    .filter((one) => !(one < min || one > max))
    .sort((a, b) => Math.abs(a - value) - Math.abs(b - value));
}

function fractionDigits(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}

/** How many stars a `Rating` has. */
export interface Stars {
  /** NaN where the validator fails on the attribute. */
  server: number;
  editor: number;
}

const DEFAULT_STARS = 5;

/** The validator knows the attribute in one spelling only. */
export function starsOf(tag: ConfigControl): Stars {
  const { maxRating } = tag.attributes;
  const written = editorAttribute(tag, 'maxRating');
  return {
    server: maxRating === undefined ? DEFAULT_STARS : Number(parseIntText(maxRating) ?? Number.NaN),
    editor: written === undefined ? DEFAULT_STARS : Number(written),
  };
}

/** The stars that both take; 0 where there are none. */
export function mostStars(tag: ConfigControl): number {
  const { server, editor } = starsOf(tag);
  return Math.max(0, Math.floor(Math.min(server, editor)) || 0);
}

/** How many choices of a `Choices` or a `Taxonomy` the editor lets through; undefined for any number. */
export function choiceLimitOf(tag: ConfigControl): number | undefined {
  if (tag.tag.toLowerCase() === 'taxonomy') {
    const most = Number(editorAttribute(tag, 'maxUsages') || Number.NaN);
    return Number.isNaN(most) ? undefined : most;
  }
  const choice = editorAttribute(tag, 'choice');
  return choice === undefined || choice === 'single' || choice === 'single-radio' ? 1 : undefined;
}

/** How many texts a `TextArea` lets people write; undefined for any number. */
export function textLimitOf(tag: ConfigControl): number | undefined {
  const most = Number.parseInt(editorAttribute(tag, 'maxSubmissions') ?? '', 10);
  return Number.isNaN(most) ? undefined : most;
}
