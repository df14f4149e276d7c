import { editDistance } from '../core/tags/editDistance';
import type { FileOptions } from '../core/validation/file';
import { isLevel, LEVELS, type Level } from '../core/validation/reporting';
import { rules } from '../core/validation/rules';

/** How every file is checked and what is shown of it. Plain data: it goes to worker threads. */
export type Checking = Pick<FileOptions, 'reporting'>;

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
      fail(`--severity ${value}: there is no rule "${code}".${meant(code)}`);
    levels[code] = level;
  }
  return levels;
}

function meant(code: string): string {
  const limit = Math.max(2, Math.ceil(code.length / 3));
  let best: { code: string; distance: number } | undefined;
  for (const rule of rules) {
    const distance = editDistance(code.toLowerCase(), rule.code, limit);
    if (distance < limit && (!best || distance < best.distance)) best = { code: rule.code, distance };
  }
  return best ? ` Did you mean "${best.code}"?` : '';
}
