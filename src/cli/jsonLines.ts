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
  while (text.length < FIRST_LINE && !firstLineOf(text)) {
    const piece = source.read();
    if (piece === undefined) break;
    head.push(piece);
    text += piece;
  }
  const { slice } = source;
  return {
    form: isObject(firstLineOf(text)) ? 'jsonl' : 'json',
    source: { read: () => head.shift() ?? source.read(), ...(slice && { slice }) },
  };
}

/** The first line that is not blank, if there is more behind it. */
function firstLineOf(text: string): string | undefined {
  const start = text.length - text.trimStart().length;
  const end = text.indexOf('\n', start);
  return end >= 0 && /\S/.test(text.slice(end)) ? text.slice(start, end) : undefined;
}

function isObject(line: string | undefined): boolean {
  if (!line?.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
