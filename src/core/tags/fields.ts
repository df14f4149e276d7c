/** Short names for the field kinds that many tags share. */
import type { Field, FieldKind, Fields, SnippetValue } from './types';

export const float: FieldKind = { kind: 'float' };
/** Percent of an image or video: at most 100. */
export const percent: FieldKind = { kind: 'float', max: 100 };
/** Radius of an ellipse: at most 50 percent. */
export const radius: FieldKind = { kind: 'float', max: 50 };
/** Degrees: at most 360. */
export const degrees: FieldKind = { kind: 'float', max: 360 };
export const int: FieldKind = { kind: 'int' };
/** Offset inside a text node: not negative. */
export const offset: FieldKind = { kind: 'int', min: 0 };
export const bool: FieldKind = { kind: 'bool' };
export const string: FieldKind = { kind: 'string' };
export const strings: FieldKind = { kind: 'list', of: string };
export const position: FieldKind = { kind: 'position' };

export const list = (of: FieldKind, min?: number): FieldKind =>
  min === undefined ? { kind: 'list', of } : { kind: 'list', of, min };
export const object = (fields: Fields): FieldKind => ({ kind: 'object', fields });

/** A key that must be there and not null. */
export const required = (kind: FieldKind): Field => ({ kind, required: true, nullable: false });
/** A key that may be absent or null. */
export const nullable = (kind: FieldKind): Field => ({ kind, required: false, nullable: true });
/** A key that may be absent, but not null. */
export const optional = (kind: FieldKind): Field => ({ kind, required: false, nullable: false });

/**
 * A region for a snippet. The type comes first: VS Code finds a snippet by the text that it inserts, so this is what makes
 * `Rect` find rectangles. Placeholders 1 and 2 are the names, 3 is the id.
 */
export function regionSkeleton(
  type: string,
  toName: string,
  value: { readonly [key: string]: SnippetValue },
  extra: { readonly [key: string]: SnippetValue } = {},
): { readonly [key: string]: SnippetValue } {
  return {
    type,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    id: '${3:r1}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    from_name: '${1:label}',
    to_name: `\${2:${toName}}`,
    ...extra,
    value,
  };
}

/** A placeholder for text. */
export const text = (n: number, value: string): string => `\${${n}:${value}}`;
/** A placeholder for a bare number, true or false. */
export const raw = (n: number, value: number | boolean): string => `^\${${n}:${value}}`;
/** A placeholder with a choice of texts. */
export const choice = (n: number, ...values: string[]): string => `\${${n}|${values.join(',')}|}`;
