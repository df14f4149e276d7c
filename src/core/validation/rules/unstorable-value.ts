import type { Path } from '../../text/locate';
import { predictionWith, type Rule, type UnitContext } from '../rule';

/** Cheap look at the text: only what can hold a surrogate, a NUL or an overflowing number is walked. */
const SUSPICIOUS = /\\u(?:0000|[dD][89a-fA-F])|[\ud800-\udfff]|[eE]\+?\d{3}|\d{309}/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the NUL character is what this rule is about
const NUL = /\u0000/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Values that one database stores and cannot list any more, and another answers with a 500. */
export const unstorableValue: Rule = {
  code: 'unstorable-value',
  title: 'A value that a server cannot give back',
  explanation:
    'Half of a surrogate pair, the character `\\u0000` and numbers that overflow (`1e400`) are stored by some servers and break every listing of the project afterwards, others answer with an error 500. Such a prediction is never uploaded.',
  cure: 'Remove the character, or write a finite number.',
  failing: [
    predictionWith(
      '{ "id": "t", "from_name": "gist", "to_name": "body", "type": "textarea", "value": { "text": ["\\ud83d"] } }',
    ),
    predictionWith(
      '{ "id": "t", "from_name": "gist", "to_name": "body", "type": "textarea", "value": { "text": ["a\\u0000b"] } }',
    ),
    predictionWith(
      '{ "id": "n", "from_name": "count", "to_name": "body", "type": "number", "value": { "number": 1e400 } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "t", "from_name": "gist", "to_name": "body", "type": "textarea", "value": { "text": ["\\ud83d\\ude00"] } }',
    ),
  ],
  *check(unit) {
    if (!SUSPICIOUS.test(unit.text)) return;
    for (const { path, value } of leavesOf(unit)) {
      const fault = faultOf(value);
      if (fault === undefined) continue;
      yield {
        path,
        on: 'value',
        message: `${fault} A Label Studio server would fail on it, or store it and never list this project again. Remove it.`,
        severity: 'error',
        gates: ['upload'],
      };
    }
  },
};

function faultOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'This number is too large to be stored.';
  if (typeof value !== 'string') return undefined;
  if (NUL.test(value)) return 'This text holds the character \\u0000.';
  return LONE_SURROGATE.test(value) ? 'This text holds half of a surrogate pair.' : undefined;
}

/** Every scalar and key below the predictions, without recursion: text can be nested deeper than a stack. */
function* leavesOf(unit: UnitContext): Generator<{ path: Path; value: unknown }, void, undefined> {
  for (const root of unit.predictions) {
    const stack: { path: Path; value: unknown }[] = [{ path: root, value: valueAt(unit.value, root) }];
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      const { path, value } = item;
      if (typeof value !== 'object' || value === null) {
        yield item;
        continue;
      }
      const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
      for (const [key, inner] of entries.reverse()) {
        if (typeof key === 'string' && faultOf(key) !== undefined) yield { path: [...path, key], value: key };
        stack.push({ path: [...path, key], value: inner });
      }
    }
  }
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) at = (at as Record<string | number, unknown>)[step];
  return at;
}
