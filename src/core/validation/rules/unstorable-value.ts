import type { Path } from '../../text/locate';
import { findPoison, POISON_TEXT } from '../../text/poison';
import { predictionWith, type Rule, type UnitContext } from '../rule';

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
    // Torn text has no end that could be walked to; it cannot be sent anyway.
    if (unit.parsed.syntaxErrors.length > 0) return;
    for (const path of [...unit.predictions, ...dataOf(unit)]) {
      const place = unit.parsed.place(path)?.value;
      const poison = place && findPoison(unit.text, place.start, place.end);
      if (!poison) continue;
      yield {
        path,
        on: 'value',
        span: poison,
        message: POISON_TEXT[poison.kind],
        severity: 'error',
        gates: ['upload'],
      };
    }
  },
};

/** What else of a task travels with its predictions. */
function dataOf({ kind, predictions }: UnitContext): Path[] {
  return kind === 'task' && predictions.length > 0 ? [['data'], ['meta']] : [];
}
