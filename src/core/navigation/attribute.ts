/** The value of an XML attribute as it is written, and as it is read. */
import type { Span } from '../text/locate';

/** What a written value says, and where each of its characters is written. */
export interface ReadAttribute {
  text: string;
  /** Offset in the written value of each UTF-16 unit, and of the end. */
  at: readonly number[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));/y;

/** Reads the value of an attribute in well-formed XML, without its quotes. */
export function readAttribute(written: string): ReadAttribute {
  let text = '';
  const at: number[] = [];
  for (let offset = 0; offset < written.length; ) {
    const { read, length } = characterAt(written, offset);
    for (let unit = 0; unit < read.length; unit++) at.push(offset);
    text += read;
    offset += length;
  }
  at.push(written.length);
  return { text, at };
}

function characterAt(written: string, offset: number): { read: string; length: number } {
  const character = written.charAt(offset);
  // Every white space that is written as itself is a blank, and a line end of two characters is one.
  if (character === '\r' && written.charAt(offset + 1) === '\n') return { read: ' ', length: 2 };
  if (character === '\r' || character === '\n' || character === '\t') return { read: ' ', length: 1 };
  REFERENCE.lastIndex = offset;
  const match = character === '&' ? REFERENCE.exec(written) : null;
  if (!match) return { read: character, length: 1 };
  const [whole, hex, decimal, name = ''] = match;
  const code = hex === undefined ? decimal && Number(decimal) : Number.parseInt(hex, 16);
  const read = typeof code === 'number' ? String.fromCodePoint(code) : (ENTITIES[name] ?? whole);
  return { read, length: whole.length };
}

/** The parts of a list between commas, as they are read and where they are written; blanks around them left out. */
export function listParts(written: string): (Span & { text: string })[] {
  const { text, at } = readAttribute(written);
  const parts: (Span & { text: string })[] = [];
  let from = 0;
  for (const part of text.split(',')) {
    const start = from + (part.length - part.trimStart().length);
    const trimmed = part.trim();
    if (trimmed !== '') {
      parts.push({ text: trimmed, start: at[start] as number, end: at[start + trimmed.length] as number });
    }
    from += part.length + 1;
  }
  return parts;
}

const WRITTEN: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * A text as it has to be written in an attribute.
 *
 * @param quote what the attribute is quoted with
 */
export function writeAttribute(text: string, quote: string): string {
  const own = quote === "'" ? '&apos;' : '&quot;';
  return text.replace(/[&<\t\n\r"']/g, (character) => (character === quote ? own : (WRITTEN[character] ?? character)));
}
