import { SEVERITIES, type Severity, type Tally } from '../validation/problem';

/** What problems are called in texts for people. */
export const NAMES: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'hint',
};

/** `1 file`, `2 files`, `12,340 files`. */
export function plural(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
}

/** `3 errors and 1 note`; `no problems`. What VS Code shows as information is called a note here. */
export function tallyText(tally: Readonly<Tally>): string {
  const parts = SEVERITIES.filter((severity) => tally[severity] > 0).map((severity) =>
    plural(tally[severity], NAMES[severity]),
  );
  if (parts.length === 0) return 'no problems';
  const last = parts.pop();
  return parts.length === 0 ? `${last}` : `${parts.join(', ')} and ${last}`;
}

/** A size as people read it: `812 KB`, `61 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en')} KB`;
  return `${Math.round(bytes / 1024 / 1024).toLocaleString('en')} MB`;
}
