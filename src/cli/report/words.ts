import type { Counts } from '../../core/engine/streamCheck';
import type { Tally } from '../../core/validation/problem';
import type { Summary } from './reporter';

/** `1 file`, `2 files`, `12,340 files`. */
export function plural(count: number, word: string, words = `${word}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? word : words}`;
}

/** One line for everything: what was checked and what was found. */
export function summaryText({ files, unchecked, tally, seconds, ...counts }: Summary): string {
  const rest = unchecked === 0 ? '' : ` ${plural(unchecked, 'path')} could not be checked.`;
  if (files === 0) return `Nothing was checked.${rest}`;
  const held = heldText(counts);
  const problems = tallyWords(tally);
  return `${plural(files, 'file')} checked (${held}): ${problems}.${rest} ${seconds.toFixed(1)} s`;
}

/** `3 errors, 1 warning`; `no problems`. */
export function tallyWords({ error, warning, information, hint }: Readonly<Tally>): string {
  const found = [
    ...(error > 0 ? [plural(error, 'error')] : []),
    ...(warning > 0 ? [plural(warning, 'warning')] : []),
    ...(information > 0 ? [`${information.toLocaleString('en')} information`] : []),
    ...(hint > 0 ? [plural(hint, 'hint')] : []),
  ];
  return found.length === 0 ? 'no problems' : found.join(', ');
}

/** Annotations are told of where there are any. */
function heldText({ tasks, predictions, annotations, regions }: Counts): string {
  const people = annotations > 0 ? [plural(annotations, 'annotation')] : [];
  return [plural(tasks, 'task'), plural(predictions, 'prediction'), ...people, plural(regions, 'region')].join(', ');
}
