import { type NewValue, Source } from './fix';

/** How a text writes what stands between the parts of a value on one line. */
export interface Style {
  /** Behind a comma. */
  comma: string;
  colon: string;
}

/** Told by the first colon behind a key: blanks there go with blanks behind commas. */
export function styleOf(text: string): Style {
  const colon = /"([ \t]*:[ \t]*)[^\s]/.exec(text)?.[1] ?? ': ';
  return { comma: colon.endsWith(':') ? '' : ' ', colon };
}

/** A new value as JSON on one line, in the style of the text around it. */
export function written(value: NewValue, style: Style): string {
  if (value instanceof Source) return value.json;
  if (Array.isArray(value)) {
    return `[${(value as readonly NewValue[]).map((item) => written(item, style)).join(`,${style.comma}`)}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const own = Object.entries(value as { readonly [key: string]: NewValue });
  const inside = own.map(([key, member]) => `${JSON.stringify(key)}${style.colon}${written(member, style)}`);
  return `{${inside.join(`,${style.comma}`)}}`;
}
