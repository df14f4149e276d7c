import { isObject } from '../../isObject';
import type { Path } from '../../text/locate';
import { findPoison, POISON_TEXT, type Poison } from '../../text/poison';
import type { UnitNode } from '../nodes';
import { type Claim, predictionWith, type Rule } from '../rule';

/** Values that one database stores and cannot list any more, and another answers with a 500. */
export const unstorableValue: Rule = {
  code: 'unstorable-value',
  title: 'A value that a server cannot give back',
  explanation:
    'Half of a surrogate pair, the character `\\u0000` and numbers that overflow (`1e400`) are stored by some servers and break every listing of the project afterwards, others answer with an error 500. Such a prediction is never uploaded.',
  cure: 'Remove the character, or write a finite number.',
  fixes: [
    {
      title: 'Remove the character',
      safety: 'guess',
      at: ({ path, span, about: { kind } }) =>
        kind === 'number' ? undefined : { edits: [{ op: 'splice', path, ...span, text: '' }] },
    },
  ],
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
  checkUnit(unit, report) {
    const { parsed, text } = unit;
    // Torn text has no end that could be walked to; it cannot be sent anyway.
    if (parsed.syntaxErrors.length > 0 || !parsed.mayHoldPoison) return;
    for (const path of sentParts(unit)) {
      const place = parsed.place(path)?.value;
      const poison = place && findPoison(text, place.start, place.end);
      if (poison) report(claimOf(poison, path));
    }
  },
  checkRegion(region, _inputs, report) {
    if (!region.mayHoldPoison) return;
    const text = region.text();
    const poison = findPoison(text, 0, text.length);
    if (poison) report(claimOf(poison, []));
  },
};

function claimOf({ kind, start, end }: Poison, path: Path): Claim {
  return {
    path,
    on: 'value',
    span: { start, end },
    message: POISON_TEXT[kind],
    severity: 'error',
    gates: ['upload'],
    data: { kind },
  };
}

/** What travels to the server beside the regions: the other keys of predictions, and of their task what it stores. */
function sentParts({ kind, value, predictions }: UnitNode): Path[] {
  const parts: Path[] = [];
  for (const prediction of predictions) {
    for (const [key, own] of Object.entries(prediction.value)) {
      if (key !== 'result' || !Array.isArray(own)) parts.push([...prediction.path, key]);
      else for (const [index, item] of own.entries()) if (!isObject(item)) parts.push([...prediction.path, key, index]);
    }
  }
  if (kind === 'task' && isObject(value) && predictions.length > 0) parts.push(['data'], ['meta']);
  return parts;
}
