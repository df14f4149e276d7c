/** What a key that is missing has to be, as far as what is around it tells. */

import { isObject } from '../isObject';
import { resolveControl, toNamesOf } from '../labelingConfig/lookup';
import { tagByName, tagByType } from '../tags/catalogue';
import { asText } from '../validation/words';
import type { NewValue } from './fix';
import type { FixTarget } from './target';

/**
 * The only value that a missing key can have.
 *
 * @param target whose path leads to the object that lacks the key
 */
export function onlyValueOf(target: FixTarget, key: string): NewValue | undefined {
  const { value, path, region } = target;
  if (!isObject(value) || !region) return undefined;
  const isOwn = path.length === region.path.length;
  if (isOwn && key === 'type') return typeOf(target);
  if (isOwn && key === 'from_name') return fromNameOf(target);
  if (isOwn && key === 'to_name') return toNameOf(target);
  if (isOwn && key === 'direction' && region.value.type === 'relation') return 'right';
  if (path.at(-1) !== 'value') return undefined;
  const { start, end } = value;
  if (key === 'instant' && start !== undefined && end !== undefined) return start === end;
  if (key === 'format' && Array.isArray(value.rle)) return 'rle';
  return undefined;
}

/** A value that is as good as any, for somebody to look at. */
export function usualValueOf({ path, region }: FixTarget, key: string): NewValue | undefined {
  if (!region) return key === 'result' ? [] : undefined;
  const isPoint = asText(region.value.type).startsWith('keypoint');
  // The size of the dot, in percent of the image.
  return key === 'width' && isPoint && path.at(-1) === 'value' ? 0.5 : undefined;
}

/** By the key of its labels, which is spelt like the type, or by the control tag; both must not say different things. */
function typeOf({ value, unit: { config } }: FixTarget): string | undefined {
  const { value: own, from_name: name } = value as Record<string, unknown>;
  const control = config && typeof name === 'string' ? resolveControl(config, name)?.tag : undefined;
  const byName = control && tagByName(control.tag)?.type;
  const keys = isObject(own)
    ? Object.keys(own).filter((key) => key !== 'labels' && tagByType(key)?.labelKey === key)
    : [];
  const byKey = keys.length === 1 ? keys[0] : undefined;
  if (byName !== undefined && byKey !== undefined && byName !== byKey) return undefined;
  return byName ?? byKey;
}

function fromNameOf({ value, unit: { config } }: FixTarget): string | undefined {
  const { type } = value as Record<string, unknown>;
  if (!config || typeof type !== 'string') return undefined;
  const fitting = [...config.controls.values()].filter(({ tag, repeated }) => !repeated && tag.toLowerCase() === type);
  return fitting.length === 1 ? fitting[0]?.name : undefined;
}

function toNameOf({ value, unit: { config } }: FixTarget): string | undefined {
  const { from_name: name } = value as Record<string, unknown>;
  const control = config && typeof name === 'string' ? resolveControl(config, name) : undefined;
  const names = control ? toNamesOf(control) : [];
  return names.length === 1 ? names[0] : undefined;
}
