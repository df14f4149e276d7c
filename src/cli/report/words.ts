import type { Counts } from '../../core/engine/streamCheck';
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
  const found = [
    ...(tally.error > 0 ? [plural(tally.error, 'error')] : []),
    ...(tally.warning > 0 ? [plural(tally.warning, 'warning')] : []),
    ...(tally.information > 0 ? [`${tally.information.toLocaleString('en')} information`] : []),
    ...(tally.hint > 0 ? [plural(tally.hint, 'hint')] : []),
  ];
  const problems = found.length === 0 ? 'no problems' : found.join(', ');
  return `${plural(files, 'file')} checked (${held}): ${problems}.${rest} ${seconds.toFixed(1)} s`;
}

/** Annotations are told of where there are any. */
function heldText({ tasks, predictions, annotations, regions }: Counts): string {
  const people = annotations > 0 ? [plural(annotations, 'annotation')] : [];
  return [plural(tasks, 'task'), plural(predictions, 'prediction'), ...people, plural(regions, 'region')].join(', ');
}
