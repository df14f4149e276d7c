/** Model versions as Label Studio makes them of what it is sent: Python's blanks and Python's numbers, not JavaScript's. */

/** What Python takes for a blank: four separators and U+0085 more than JavaScript, and not the byte order mark. */
const BLANK = '[\\t-\\r\\u001c- \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const AROUND = new RegExp(`^${BLANK}+|${BLANK}+$`, 'g');

/** A text without the blanks around it, as Create prediction stores it. */
export const stripped = (text: string): string => text.replace(AROUND, '');

/** From here on, and below the other one, Python writes a double with an exponent. */
const EXPONENTS = { from: 16, below: -4 };

/**
 * The text that Label Studio makes of a model version that is a number: whole ones keep their digits, others become doubles,
 * so that `1.10` is stored as `1.1` and `1e2` as `100.0`.
 *
 * @param written a JSON number
 */
export function numberAsVersion(written: string): string {
  if (/^-?\d+$/.test(written)) return written === '-0' ? '0' : written;
  const [, sign = '', first = '', more = '', power] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(Number(written).toExponential()) ?? [];
  const minus = sign || (Object.is(Number(written), -0) ? '-' : '');
  const exponent = Number(power);
  if (exponent >= EXPONENTS.from || exponent < EXPONENTS.below) {
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${minus}${first}${more && `.${more}`}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${minus}0.${'0'.repeat(-exponent - 1)}${first}${more}`;
  const digits = (first + more).padEnd(exponent + 1, '0');
  return `${minus}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1) || '0'}`;
}
