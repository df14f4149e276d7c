/**
 * Bodies of snippets. A body is JSON in which a string may hold placeholders in the form that VS Code's JSON service
 * takes: `${1:text}`, `${1|a,b|}`, and with `^` in front for values without quotes: `^${2:10}`.
 */
import type { SnippetValue } from './types';

const PLACEHOLDER = /\$\{\d+:([^}]*)\}|\$\{\d+\|([^,|]*)[^}]*\|\}/g;

const filled = (text: string): string =>
  text.replace(PLACEHOLDER, (_, plain: string | undefined, first: string | undefined) => plain ?? first ?? '');

/** The JSON that a body gives when every placeholder keeps its default. */
export function fillPlaceholders(body: SnippetValue): unknown {
  if (typeof body === 'string') return body.startsWith('^') ? JSON.parse(filled(body.slice(1))) : filled(body);
  if (Array.isArray(body)) return body.map(fillPlaceholders);
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [filled(key), fillPlaceholders(value)]));
  }
  return body;
}

/**
 * The body as snippet text, for a provider of our own: JSON with placeholders as an editor's snippet has them. What strings
 * and keys hold is put between quotes as it is; a text that has to mean itself is made by `itself`.
 *
 * @param indent what one level is indented by; empty for one line, as JSONL needs it
 */
export function snippetText(body: SnippetValue, indent = '\t'): string {
  return written(body, indent, indent === '' ? '' : '\n');
}

function written(value: SnippetValue, indent: string, lineBreak: string): string {
  if (typeof value === 'string') return value.startsWith('^$') ? value.slice(1) : `"${value}"`;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = lineBreak + indent;
  const colon = indent === '' ? ':' : ': ';
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((one: SnippetValue) => written(one, indent, inner))
    : Object.entries(value).map(([key, one]) => `"${key}"${colon}${written(one, indent, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  return parts.length === 0 ? `${open}${close}` : `${open}${inner}${parts.join(`,${inner}`)}${lineBreak}${close}`;
}

/** A text that means itself between the quotes of a snippet's JSON. */
export function itself(text: string): string {
  return inJson(text).replace(/[\\$}]/g, '\\$&');
}

/**
 * One of several texts, with the first to begin with. Inside of a choice other characters are escaped than outside.
 *
 * @param n number of the placeholder
 */
export function oneOf(n: number, texts: readonly string[]): string {
  // VS Code's snippets know no empty choice.
  const [first, ...others] = texts.filter((text) => text !== '');
  if (first === undefined || others.length === 0) return itself(first ?? '');
  return `\${${n}|${[first, ...others].map((text) => inJson(text).replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A snippet with the defaults of its placeholders, read as VS Code does: a choice knows other escapes than the rest. */
export function withDefaults(snippet: string): string {
  const unescaped = (text: string, what: RegExp): string => text.replace(what, '$1');
  return snippet.replace(
    /\\([\\$}])|\$\{\d+\|((?:\\[\\,|]|[^|])*)\|\}|\$\{\d+:((?:\\[\\$}]|[^}])*)\}|\$\d+/gs,
    (_, escaped?: string, choices?: string, text?: string) => {
      if (escaped !== undefined) return escaped;
      if (choices !== undefined) return unescaped(/^(?:\\[\\,|]|[^,])*/s.exec(choices)?.[0] ?? '', /\\([\\,|])/g);
      return text === undefined ? '' : unescaped(text, /\\([\\$}])/g);
    },
  );
}
