import assert from 'node:assert/strict';
import type { RawVerdict, VerdictCode } from '../../src/core/serverGate';

/** What `validate_prediction(…, return_errors=True)` gives: texts, and a list of texts for every bad relation. */
export type SdkErrors = readonly (string | readonly string[])[];

/** Starts of its texts, and what an error of this code ends with. */
const PREDICTION: readonly [RegExp, VerdictCode][] = [
  [/^Missing required field 'result'$/, 'result-missing'],
  [/^'result' must be a list$/, 'result-not-a-list'],
  [/^Score must be a valid number, got /, 'score-invalid'],
  [/^Score must be between 0\.00 and 1\.00 inclusive, got /, 'score-range'],
  [/^Region must be a dictionary\. Got <class '/, 'region-not-a-dict'],
  [/^Unexpected error during validation: /, 'unexpected-error'],
];
const REGION: readonly [RegExp, VerdictCode][] = [
  [/^Missing required field '\w+'$/, 'missing-field'],
  [/^'from_name' '[\s\S]*' not found in configuration$/, 'from-name-not-found'],
  [/^'to_name' '[\s\S]*' not found in configuration$/, 'to-name-not-found'],
  [/^'to_name' '[\s\S]*' is not valid for control '[\s\S]*'\. Valid options: \[[\s\S]*\]$/, 'to-name-not-valid'],
  [/^Type '[\s\S]*' does not match expected type '[\s\S]*' for control '/, 'type-mismatch'],
  [/^Invalid geometry for control '[\s\S]* out of bounds \[0, 100\]$/, 'invalid-geometry'],
  [/^Invalid value for control '[\s\S]*'\. Got: [\s\S]*\. Valid options: /, 'invalid-value'],
  [/^Error validating value for control '/, 'value-exception'],
];
const RELATION: readonly [RegExp, VerdictCode][] = [
  [/^Missing required field '\w+'$/, 'relation-missing-field'],
  [/^Direction must be one of /, 'relation-direction-invalid'],
  [/^'from_id' '[\s\S]*' not found in regions$/, 'relation-from-id-not-found'],
  [/^'to_id' '[\s\S]*' not found in regions$/, 'relation-to-id-not-found'],
  [/^Error validating relation - /, 'relation-exception'],
];

/** One of its errors as far as it can be told. */
export interface SdkError {
  code: VerdictCode;
  /** Undefined where the text does not say it. */
  region: number | undefined;
  text: string;
}

/** The errors in a row, those of relations one by one. */
export function readErrors(errors: SdkErrors): SdkError[] {
  return errors.flatMap((error) => {
    const texts = typeof error === 'string' ? [error] : error;
    return texts.map((text) => readError(text, typeof error !== 'string'));
  });
}

function readError(text: string, isRelation: boolean): SdkError {
  const [, index, rest] = /^(?:Region|Relation) (\d+): ([\s\S]*)$/.exec(text) ?? [];
  const table = index === undefined ? PREDICTION : isRelation ? RELATION : REGION;
  const found = table.find(([pattern]) => pattern.test(rest ?? text));
  assert.ok(found, `an error that nothing is known of: ${text}`);
  return { code: found[1], region: index === undefined ? undefined : Number(index), text };
}

/**
 * Where our verdicts differ from the errors of the SDK: in number, code, index of the region, the key that is missing, or
 * the text of an exception. JavaScript does not know whether a number was written with a fraction of zero.
 *
 * @returns undefined if they agree
 */
export function difference(errors: SdkErrors, verdicts: readonly RawVerdict[]): string | undefined {
  const theirs = readErrors(errors);
  for (let n = 0; n < Math.max(theirs.length, verdicts.length); n++) {
    const error = theirs[n];
    const verdict = verdicts[n];
    if (error && verdict && agree(error, verdict)) continue;
    return `error ${n}: the SDK says ${error?.text ?? 'nothing'}; we say ${verdict ? JSON.stringify(verdict) : 'nothing'}`;
  }
  return undefined;
}

function agree(error: SdkError, { region, code, path, detail }: RawVerdict): boolean {
  if (error.code !== code || (error.region !== undefined && error.region !== region)) return false;
  if (/missing-field$/.test(code)) return error.text.endsWith(`'${path.join()}'`);
  if (!/exception$|^unexpected-error$/.test(code)) return true;
  // Python writes the text of a `maxRating` that is no number in its own way.
  if (detail.startsWith('invalid literal')) return error.text.includes('invalid literal for int() with base 10: ');
  return (
    withoutFloats(error.text).endsWith(`: ${withoutFloats(detail)}`) ||
    withoutFloats(error.text).endsWith(`- ${withoutFloats(detail)}`)
  );
}

function withoutFloats(text: string): string {
  return text.replaceAll("'float'", "'int'");
}
