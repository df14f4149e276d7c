/**
 * Reads a labeling config that is being typed: what is not XML yet is read as far as it goes, and nothing is an error. The
 * parser of `core/labelingConfig` says what a config means; this says what stands where.
 */
import type { Span } from '../text/locate';

export interface ScannedAttribute {
  name: string;
  nameSpan: Span;
  /** Without its quotes, entities as they are written; undefined while there is no quote yet. */
  value: string | undefined;
  valueSpan: Span | undefined;
}

export interface ScannedTag {
  tag: string;
  /** From `<` to `>`, or as far as the start tag goes. */
  start: Span;
  /** Without the `<`. */
  nameSpan: Span;
  attributes: ScannedAttribute[];
  /** Undefined for the tags at the top. */
  parent: ScannedTag | undefined;
  children: ScannedTag[];
  /** Behind the end tag, or behind the start tag that ends itself; as far as the text goes where there is none. */
  end: number;
  /** Whether there is an end tag, or the start tag ends itself. */
  isClosed: boolean;
  /** Whether the start tag has its `>`: behind it, its content begins. */
  hasBracket: boolean;
}

export interface ScannedConfig {
  roots: ScannedTag[];
  /** In document order. */
  tags: ScannedTag[];
  /** Comments and the like, in which nothing is proposed. */
  skipped: Span[];
}

/** Comments, CDATA, instructions and declarations; then end tags; then start tags. */
const MARKUP =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[?!][^>]*>?|<\/([^\s<>/]*)[^<>]*>?|<([^\s<>/!?="']*)/g;
/** A name, and a value where there is one: up to its quote, or up to the next tag. */
const ATTRIBUTE = /\s*([^\s=<>/"']+)(?:\s*=\s*(?:"([^"<]*)("?)|'([^'<]*)('?))?)?/y;
const END = /\s*(\/?>)/y;

export function scanConfig(text: string): ScannedConfig {
  const config: ScannedConfig = { roots: [], tags: [], skipped: [] };
  let open: ScannedTag | undefined;
  MARKUP.lastIndex = 0;
  for (let match = MARKUP.exec(text); match; match = MARKUP.exec(text)) {
    const [whole, closing, opening] = match;
    if (opening !== undefined) {
      const { tag, selfClosed } = startTag(text, match.index, opening, open);
      (open?.children ?? config.roots).push(tag);
      config.tags.push(tag);
      MARKUP.lastIndex = Math.max(tag.start.end, match.index + 1);
      if (!selfClosed) open = tag;
    } else if (closing !== undefined) open = close(open, closing, match.index + whole.length);
    else config.skipped.push({ start: match.index, end: match.index + whole.length });
  }
  for (; open; open = open.parent) open.end = text.length;
  return config;
}

function startTag(text: string, at: number, name: string, parent: ScannedTag | undefined) {
  const nameEnd = at + 1 + name.length;
  const attributes: ScannedAttribute[] = [];
  let end = nameEnd;
  let mark: string | undefined;
  for (;;) {
    END.lastIndex = end;
    mark = END.exec(text)?.[1];
    if (mark !== undefined) {
      end = END.lastIndex;
      break;
    }
    ATTRIBUTE.lastIndex = end;
    const match = ATTRIBUTE.exec(text);
    if (!match) break;
    attributes.push(attributeOf(match));
    end = ATTRIBUTE.lastIndex;
  }
  // Blanks behind the last attribute still belong to a tag that is not ended: the next one is written there.
  if (mark === undefined) end += /^\s*/.exec(text.slice(end))?.[0].length ?? 0;
  const selfClosed = mark === '/>';
  const tag: ScannedTag = {
    tag: name,
    start: { start: at, end },
    nameSpan: { start: at + 1, end: nameEnd },
    attributes,
    parent,
    children: [],
    end,
    isClosed: selfClosed,
    hasBracket: mark !== undefined,
  };
  return { tag, selfClosed };
}

function attributeOf(match: RegExpExecArray): ScannedAttribute {
  const [whole, name = '', double, doubleEnd, single, singleEnd] = match;
  const nameStart = match.index + whole.length - whole.trimStart().length;
  const value = double ?? single;
  const nameSpan = { start: nameStart, end: nameStart + name.length };
  if (value === undefined) return { name, nameSpan, value: undefined, valueSpan: undefined };
  const valueEnd = match.index + whole.length - (doubleEnd ?? singleEnd ?? '').length;
  return { name, nameSpan, value, valueSpan: { start: valueEnd - value.length, end: valueEnd } };
}

/** Ends the tag of this name and all that is still open in it; an end tag without a start tag ends nothing. */
function close(open: ScannedTag | undefined, name: string, end: number): ScannedTag | undefined {
  let target = open;
  while (target && target.tag !== name) target = target.parent;
  if (!target) return open;
  for (let tag = open; tag && tag !== target; tag = tag.parent) tag.end = end;
  target.end = end;
  target.isClosed = true;
  return target.parent;
}

/** The value of an attribute with its entities resolved, whatever the case of its name. */
export function attributeText(tag: ScannedTag, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const found = tag.attributes.find((one) => one.name.toLowerCase() === wanted)?.value;
  return found === undefined ? undefined : unescaped(found);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A text as it can stand in an attribute between double quotes. */
export function escapedForAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
