/** Numbers, times and texts as people read them. */

const ZERO = 0x30;

/** A number with at most so many digits behind the point, groups of three and no trailing zeros. */
export function amount(value: number, digits = 1): string {
  if (!Number.isFinite(value)) return 'too large a number';
  const fixed = Math.abs(value).toFixed(digits);
  const [whole, part] = partsOf(fixed, digits);
  // Thousands of numbers are hinted at, and most are small.
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  const text = part === '' ? grouped : `${grouped}.${part}`;
  return value < 0 && Number(text.replace(/,/g, '')) !== 0 ? `-${text}` : text;
}

/** What stands before the point and behind it, without zeros at the end. */
function partsOf(fixed: string, digits: number): [string, string] {
  const point = digits === 0 ? -1 : fixed.indexOf('.');
  if (point < 0) return [fixed, ''];
  let end = fixed.length;
  while (fixed.charCodeAt(end - 1) === ZERO) end--;
  return [fixed.slice(0, point), fixed.slice(point + 1, Math.max(end, point + 1))];
}

/** `3 regions`, `1 region`. */
export function counted(count: number, word: string, many = `${word}s`): string {
  return `${amount(count, 0)} ${count === 1 ? word : many}`;
}

/** Seconds as a time: `1:02.500`, `1:00:00.000`. */
export function clock(seconds: number): string {
  const milliseconds = Math.round(Math.abs(seconds) * 1000);
  const s = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(s / 60) % 60, s % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(s / 3600);
  const whole = hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
  return `${seconds < 0 ? '-' : ''}${whole}.${String(milliseconds % 1000).padStart(3, '0')}`;
}

/** A text in quotes on one line, cut to a length in code points: the middle of a long one is left out. */
export function quoted(text: string, limit = 120): string {
  // Only what can be shown is taken apart.
  const line = (text.length > 8 * limit ? `${text.slice(0, 4 * limit)}${text.slice(-4 * limit)}` : text)
    .replace(/\s+/g, ' ')
    .trim();
  const points = [...line];
  if (points.length <= limit) return `“${line}”`;
  const half = Math.floor((limit - 1) / 2);
  return `“${points.slice(0, half).join('')}…${points.slice(-half).join('')}”`;
}

/** A text cut at its end. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit && !/[^\S ]|^ | $| {2}/.test(text)) return text;
  const points = [
    ...text
      .slice(0, limit * 4)
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  return points.length > limit || text.length > limit * 4 ? `${points.slice(0, limit - 1).join('')}…` : points.join('');
}

/** A number that can be shown; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Plain text in Markdown, on one line. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>&~|#$]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[-+]/, '\\$&');
}

/** A text as code in Markdown, whatever it holds. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 || line === '' ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
