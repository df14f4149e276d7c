import { githubReporter } from './github';
import { jsonReporter } from './json';
import { prettyReporter } from './pretty';
import type { Format, Look, Reporter } from './reporter';
import { sarifReporter } from './sarif';

const REPORTERS: Readonly<Record<Format, (look: Look) => Reporter>> = {
  pretty: prettyReporter,
  json: jsonReporter,
  sarif: sarifReporter,
  github: githubReporter,
};

export function reporterOf(format: Format, look: Look): Reporter {
  return REPORTERS[format](look);
}
