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
 * The body as snippet text, for a provider of our own: JSON with placeholders as an editor's snippet has them.
 * @param indent what one level is indented by; empty for one line, as JSONL needs it
 */
export function snippetText(body: SnippetValue, indent = '\t'): string {
  const json = JSON.stringify(body, null, indent);
  return json.replace(/"\^((?:[^"\\]|\\.)*)"/g, (_, bare: string) => bare);
}
