import type { PieceSource } from '../core/ports';
import type { TextForm } from '../core/text/units';

/** Characters in which the end of the first line is looked for. */
const FIRST_LINE = 1024 * 1024;

/**
 * Tells by its beginning how a text without a name stands, and gives the text from its beginning. It is JSON Lines when
 * the first line is an object of its own and something follows it.
 */
export function withForm(source: PieceSource): { form: TextForm; source: PieceSource } {
  const head: string[] = [];
  let text = '';
  while (text.length < FIRST_LINE && !/\S[^\n]*\n\s*\S/.test(text)) {
    const piece = source.read();
    if (piece === undefined) break;
    head.push(piece);
    text += piece;
  }
  const { slice } = source;
  return {
    form: isLines(text) ? 'jsonl' : 'json',
    source: { read: () => head.shift() ?? source.read(), ...(slice && { slice }) },
  };
}

function isLines(text: string): boolean {
  const match = /^\s*(\{[^\n]*)\n\s*\S/.exec(text);
  if (!match) return false;
  try {
    JSON.parse(match[1] as string);
    return true;
  } catch {
    return false;
  }
}
