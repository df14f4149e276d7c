/** Tags that change nothing about the text around them; with any other the text is not claimed to be known. */
const PLAIN_TAGS: ReadonlySet<string> = new Set(
  'a abbr article aside b blockquote br code div em figure figcaption footer h1 h2 h3 h4 h5 h6 header hr i img li main mark nav ol p s section small span strong sub sup u ul'.split(
    ' ',
  ),
);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
/** A tag, an entity, a run of text, or what none of them explains. */
const TOKEN =
  /<\/?([a-z][a-z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*>|&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));|([^<&]+)|([\s\S])/giy;

let last: { html: string; text: string | undefined } | undefined;

/**
 * The text of an HTML document as Label Studio's `HyperText` counts it: all text nodes in document order, `<br>` a line
 * break, tags nothing.
 *
 * @returns undefined for documents that a browser may read in another way than they are written: tables, scripts,
 *   comments, whole pages, unusual entities
 */
export function htmlText(html: string): string | undefined {
  if (last?.html !== html) last = { html, text: readText(html) };
  return last.text;
}

function readText(html: string): string | undefined {
  // A browser drops blanks before the first tag and reads line breaks its own way.
  if (/^\s|\r/.test(html)) return undefined;
  const parts: string[] = [];
  for (const [, tag, decimal, hex, name, text, odd] of html.matchAll(TOKEN)) {
    if (text !== undefined) parts.push(text);
    else if (tag !== undefined) {
      if (!PLAIN_TAGS.has(tag.toLowerCase())) return undefined;
      if (tag.toLowerCase() === 'br') parts.push('\n');
    } else {
      const character = odd === undefined ? characterOf(decimal, hex, name) : undefined;
      if (character === undefined) return undefined;
      parts.push(character);
    }
  }
  return parts.join('');
}

function characterOf(decimal: string | undefined, hex: string | undefined, name: string | undefined) {
  if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  // Below are control characters, which a browser replaces by others.
  return code >= 0xa0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : code >= 0x20 && code < 0x7f
      ? String.fromCharCode(code)
      : undefined;
}
