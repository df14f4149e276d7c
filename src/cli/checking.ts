import type { FileOptions } from '../core/validation/file';
import { didYouMean, nearest } from '../core/validation/nearest';
import { isLevel, LEVELS, type Level } from '../core/validation/reporting';
import { rules } from '../core/validation/rules';

/** How every file is checked and what is shown of it. Plain data: it goes to worker threads. */
export type Checking = Pick<FileOptions, 'reporting' | 'annotations'>;

/**
 * Reads the values of `--severity`: `CODE=LEVEL`. The last one for a code counts.
 *
 * @param fail throws what is wrong with a value
 */
export function readLevels(values: readonly string[], fail: (message: string) => never): Record<string, Level> {
  const levels: Record<string, Level> = {};
  for (const value of values) {
    const [code = '', level, ...rest] = value.split('=');
    if (!isLevel(level) || rest.length > 0) {
      fail(`--severity is "${value}". Write CODE=LEVEL; a level is ${LEVELS.join(', ')}.`);
    }
    if (!rules.some((rule) => rule.code === code))
      fail(`--severity ${value}: there is no rule "${code}". ${meant(code)}`);
    levels[code] = level;
  }
  return levels;
}

function meant(code: string): string {
  const found = nearest(
    code,
    rules.map((rule) => ({ text: rule.code })),
  );
  return didYouMean(found, () => 'The codes are listed in docs/rules.md.');
}
