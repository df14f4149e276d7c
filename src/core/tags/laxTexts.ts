/**
 * Texts that the validator takes for numbers and for true and false. Pydantic and Python's own `float` agree on what a
 * number looks like, and differ in blanks and underscores.
 */

/** A text that is a float once underscores are gone: decimal digits, an exponent, inf, nan. */
export const FLOAT_TEXT = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|inf(?:inity)?|nan)$/i;
/** A blank as Unicode has it: other than in JavaScript without U+FEFF and with U+0085. */
export const BLANK = /(?!\uFEFF)[\s\u0085]/;
/** From here on a number with an exponent or a fraction is no int for pydantic. */
export const TWO_TO_63 = 2 ** 63;
const BOOL_TEXT: ReadonlySet<string> = new Set('true t yes y on 1 false f no n off 0'.split(' '));

/** Two plain loops: a pattern anchored at the end tries every blank of a long run anew. */
export function strip(text: string, blank: RegExp): string {
  let start = 0;
  let end = text.length;
  while (start < end && blank.test(text.charAt(start))) start++;
  while (end > start && blank.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The number in a text that matches `FLOAT_TEXT`. */
export function numberIn(text: string): number {
  const plain = text.toLowerCase();
  if (plain.endsWith('nan')) return Number.NaN;
  if (plain.includes('inf')) return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(plain);
}

/**
 * The number that a float field of pydantic takes a text for, possibly infinite or NaN; undefined if it does not.
 * Underscores may stand between any two characters, but then blanks around the text are not allowed.
 */
export function floatOfText(text: string): number | undefined {
  const stripped = strip(text, BLANK);
  if (FLOAT_TEXT.test(stripped)) return numberIn(stripped);
  const plain = withoutUnderscores(text);
  return plain !== undefined && FLOAT_TEXT.test(plain) ? numberIn(plain) : undefined;
}

/** The text without single underscores inside of it; undefined when it has none, or other ones. */
function withoutUnderscores(text: string): string | undefined {
  return !text.includes('_') || /^_|__|_$/.test(text) ? undefined : text.replaceAll('_', '');
}

/** Longer texts are no whole numbers for Python, which guards itself against the time that they take. */
export const MAX_DIGITS = 4300;

/**
 * A text that an int field takes: a sign, digits with single underscores between them, and a fraction of zeros only. Zeros in
 * front are taken away with all underscores between them, and then a minus may follow: `00-5` is -5.
 */
const INT_TEXT = /^([+-]?)(?:0(?:[0_]*0)?|0[0_]*(-_?(?:0|[1-9](?:_?\d)*))|(?:0[0_]*)?([1-9](?:_?\d)*))(?:\.0+)?$/;

/** The whole number that an int field of pydantic takes a text for; undefined if it does not. */
export function intOfText(text: string): bigint | undefined {
  const match = INT_TEXT.exec(strip(text, BLANK));
  if (!match) return undefined;
  const [, sign, negative, positive] = match;
  if (negative !== undefined && sign === '-') return undefined;
  const digits = (negative ?? positive ?? '0').replaceAll('_', '');
  if (digits.replace('-', '').length > MAX_DIGITS) return undefined;
  const number = BigInt(digits);
  return sign === '-' ? -number : number;
}

/** Whether a bool field takes a value. */
export function isBool(value: unknown): boolean {
  if (typeof value === 'boolean') return true;
  if (typeof value === 'number') return value === 0 || value === 1;
  return typeof value === 'string' && BOOL_TEXT.has(value.toLowerCase());
}
