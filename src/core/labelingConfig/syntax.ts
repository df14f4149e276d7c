import type { XmlError } from '@rgrove/parse-xml';
import { countBelow } from '../ascending';
import type { Span } from '../text/locate';
import type { ConfigFault } from './model';

/** A text with all line ends as `\n`, which is what XML is read as, and the way back to the text as it was. */
export interface LineEnds {
  text: string;
  toOriginal(span: Span): Span;
}

/**
 * Makes every line end a `\n`. XML asks for it before anything else, and the parser is slow to do it in long texts.
 *
 * @param xml a text as it stands in the file
 */
export function normalizeLineEnds(xml: string): LineEnds {
  if (!xml.includes('\r')) return { text: xml, toOriginal: (span) => span };
  /** Offsets, in the normalized text, of the line ends that lost a character. */
  const shortened: number[] = [];
  for (let at = xml.indexOf('\r\n'); at >= 0; at = xml.indexOf('\r\n', at + 2)) shortened.push(at - shortened.length);
  const back = (offset: number): number => offset + countBelow(shortened, offset);
  return {
    text: xml.replace(/\r\n?/g, '\n'),
    toOriginal: ({ start, end }) => ({ start: back(start), end: back(end) }),
  };
}

/** Label Studio hands the config to lxml as decoded text, and lxml refuses such a text when it declares an encoding. */
export function declaredEncoding(xml: string): ConfigFault | undefined {
  const match = /^<\?xml[^>]+?(\sencoding\s*=\s*["'][^"']*["'])/.exec(xml);
  if (!match) return undefined;
  const end = match[0].length;
  return {
    start: end - (match[1] as string).length + 1,
    end,
    code: 'config-encoding-declared',
    severity: 'error',
    message: 'Label Studio cannot read a config that declares an encoding. Remove encoding="…" from the first line.',
  };
}

/** What the parser says, in plain words and with what to do. The first that fits counts. */
const MESSAGES: readonly (readonly [pattern: RegExp, message: (match: readonly string[]) => string])[] = [
  [
    /^Named entity isn't defined: (&.*;)/,
    ([, entity]) =>
      `${entity} is not known in XML, only &amp; &lt; &gt; &quot; and &apos; are. Write the character itself, or its number as &#160; is one.`,
  ],
  [/^Unterminated reference/, () => 'A "&" starts an entity such as &lt; here, and none follows. Write &amp; for it.'],
  [
    /^(?:Invalid character reference|Character reference)/,
    () => 'This is the number of no character that XML allows. Write the character itself, or another number.',
  ],
  [
    /^Unescaped `<`/,
    () => 'A "<" may not stand in an attribute. Write &lt; for it, or end the attribute with its quote.',
  ],
  [/^Unclosed attribute/, () => 'The quote that ends this attribute is missing. Write it.'],
  [/^Attribute value expected/, () => 'An attribute needs a value in quotes, as in name="image". Write one.'],
  [/^Duplicate attribute: (\S+)/, ([, name]) => `The attribute ${name} stands twice in one tag. Keep one of them.`],
  [
    /^Unclosed start tag for element `(.*)`/,
    ([, tag]) =>
      `The tag <${tag} …> goes wrong here: after its name come attributes with a blank before each, then ">" or "/>".`,
  ],
  [/^Unclosed end tag for element (\S+)/, ([, tag]) => `The end tag </${tag} has no ">". Write it.`],
  [
    /^Extra content at the end/,
    () => 'Nothing may follow the end of the first tag. Put everything inside of one <View> … </View>.',
  ],
  [
    /^XML declaration isn't allowed/,
    () => '<?xml …?> may only be the very first thing in the file. Move it there or remove it.',
  ],
  [/^The string `--`/, () => 'Two dashes may not stand inside of a comment. Write one, or end the comment with -->.'],
  [/^Unclosed comment/, () => 'This comment has no end. Write --> behind it.'],
  [/^Unclosed CDATA/, () => 'This CDATA section has no end. Write ]]> behind it.'],
  [/^Element content may not contain/, () => 'The characters ]]> may not stand in a text. Write ]]&gt; for them.'],
  [/^Invalid character$/, () => 'This character is not allowed in XML. Remove it.'],
];

/** The fault of a text that is no well-formed XML. */
export function syntaxFault(error: XmlError, lineEnds: LineEnds): ConfigFault {
  const { text } = lineEnds;
  // The parser counts code points.
  const at = offsetOfCodePoint(text, error.pos);
  const isEmpty = text.trim() === '';
  const raw = (error.message.split(' (line ')[0] ?? '').trim();
  const place = /reference|entity/.test(raw) ? referenceAt(text, at) : wordAt(text, at);
  return {
    ...lineEnds.toOriginal(isEmpty ? { start: 0, end: text.length } : place),
    code: 'config-not-well-formed',
    severity: 'error',
    message: isEmpty ? EMPTY : plainMessage(raw, text, at),
  };
}

const EMPTY = 'The labeling config is empty. Write <View> … </View> with object tags and control tags in it.';

function plainMessage(raw: string, text: string, at: number): string {
  for (const [pattern, message] of MESSAGES) {
    const match = pattern.exec(raw);
    if (match) return message(match);
  }
  const [, unclosed] = /^Missing end tag for element (\S+)/.exec(raw) ?? [];
  if (unclosed !== undefined) return unclosedMessage(unclosed, text, at);
  if (raw.startsWith('Root element')) return 'A labeling config starts with a tag. Write <View> … </View>.';
  return `This is not well-formed XML: ${raw.charAt(0).toLowerCase()}${raw.slice(1)}. Label Studio cannot read it until that is mended.`;
}

function unclosedMessage(tag: string, text: string, at: number): string {
  const [endTag] = /^<\/[^>\s<]*>?/.exec(text.slice(at, at + 200)) ?? [];
  if (endTag !== undefined)
    return `${endTag} stands where <${tag}> has to end. Write </${tag}> before it, or correct it.`;
  // The parser stops before a text that nothing follows.
  if (text.charAt(at) !== '<')
    return `The tag <${tag}> is not ended. Write </${tag}>, or end it with "/>" if nothing is inside.`;
  return 'A "<" starts a tag, and no tag follows here. Write &lt; for the character itself.';
}

function offsetOfCodePoint(text: string, count: number): number {
  let offset = 0;
  for (let left = count; left > 0 && offset < text.length; left -= 1) {
    offset += (text.codePointAt(offset) as number) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** The reference that starts at an offset or before it: up to its `;`, or the `&` alone. */
function referenceAt(text: string, at: number): Span {
  const start = Math.max(0, text.lastIndexOf('&', at));
  const [reference = ' '] = /^&[#\w.:-]*;/.exec(text.slice(start, start + 200)) ?? [];
  return { start, end: start + reference.length };
}

/** What to underline for a fault at an offset: the word there, else the last character before it. */
function wordAt(text: string, at: number): Span {
  const [word] = /^(?:<?\/?[^\s<>]+>?|\S)/.exec(text.slice(at, at + 200)) ?? [];
  if (word !== undefined) return { start: at, end: at + word.length };
  const before = text.slice(0, at).trimEnd().length;
  return { start: Math.max(0, before - 1), end: Math.max(before, 1) };
}
