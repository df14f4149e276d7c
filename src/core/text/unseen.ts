/** Texts that somebody else has chosen, fit to be shown: without what terminals take for commands. */

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
const UNSEEN_IN_LINES = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}]/gu;

const code = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The same text with its control characters as escapes; the breaks of its lines stay. */
export const withoutControls = (text: string): string => text.replace(UNSEEN_IN_LINES, code);

/** Most characters of a name that are shown. */
const LONGEST = 80;

/** A name in quotes, on one line and not longer than a sentence bears. */
export function named(name: string): string {
  // Of a name of megabytes no more is taken apart than is needed.
  const characters = [...name.slice(0, 2 * LONGEST + 2)];
  const short = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : name;
  return `"${short.replace(UNSEEN, code)}"`;
}
