import fc from 'fast-check';

/** Random labeling configs: mostly readable, and full of what is read in a way of its own. */

const NAMES = ['a', 'b', 'c', 'img_{{idx}}', '', 'a&amp;b', 'Größe'];
const TO_NAMES = ['a', 'b', 'a,b', 'a, b', 'img_{{idx}}', '', ',', 'zz', 'A'];
const VALUES = [
  '$x',
  'Title: $x',
  '$a.b[0]',
  'Ship',
  'Buoy',
  '',
  'A &lt; B',
  '&#233;',
  '&#x1F6A2;',
  ' Ship ',
  'line\nline',
  '😀',
];

/** Attributes of all kinds; names must not come twice in one tag, or nothing could be read. */
const ATTRIBUTE = fc.oneof(
  { weight: 12, arbitrary: pair('name', NAMES) },
  { weight: 8, arbitrary: pair('toName', TO_NAMES) },
  { weight: 8, arbitrary: pair('value', VALUES) },
  { weight: 1, arbitrary: pair('valueList', VALUES) },
  { weight: 2, arbitrary: pair('alias', ['Ship', '', 'short']) },
  { weight: 1, arbitrary: pair('toname', TO_NAMES) },
  { weight: 1, arbitrary: pair('apiUrl', ['/x', '']) },
  { weight: 1, arbitrary: pair('indexFlag', ['{{idx}}', '{{i}}']) },
  { weight: 1, arbitrary: fc.oneof(pair('xmlns:q', ['urn:q']), pair('xmlns', ['', '', 'urn:d'])) },
  { weight: 1, arbitrary: pair('background', ['red', "> 'quoted' \""]) },
  { weight: 1, arbitrary: pair('__proto__', ['x']) },
);

function pair(name: string, values: readonly string[]): fc.Arbitrary<[string, string]> {
  return fc.tuple(fc.constant(name), fc.constantFrom(...values));
}

const BLANK = fc.constantFrom(' ', ' ', '\n  ', '\t', '\r\n');

const ATTRIBUTES = fc
  .uniqueArray(fc.tuple(ATTRIBUTE, BLANK, fc.constantFrom('"', "'"), fc.constantFrom('=', ' = ')), {
    selector: ([[name]]) => name,
    maxLength: 5,
  })
  .map((list) =>
    list
      .map(([[name, value], blank, quote, equal]) => {
        const written = value.replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
        return `${blank}${name}${equal}${quote}${written}${quote}`;
      })
      .join(''),
  );

const CONTAINERS =
  'View View View Labels RectangleLabels Choices Taxonomy Repeater Relations Filter Chat ReactCode constructor'.split(
    ' ',
  );
const LEAVES = 'Label Label Choice Choice Relation choice Image Text Header Chat reactcode Brush Pairwise'.split(' ');

const TEXT = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(
      '',
      '\n',
      'text &amp; more',
      '<!-- a comment, "<Label>" -->',
      '<!-- <Text name="a" value="$x"/> -->',
      '<![CDATA[ <Label value="no"/> ]]>',
      '<?target with="words"?>',
    ),
  },
  // Rare, since Label Studio reads nothing of a config with one.
  { weight: 1, arbitrary: fc.constant('<?target name="x"?>') },
);

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.tuple(fc.constantFrom(...LEAVES), ATTRIBUTES).map(([tag, attributes]) => `<${tag}${attributes}/>`),
    fc
      .tuple(
        fc.constantFrom(...CONTAINERS, ...LEAVES),
        ATTRIBUTES,
        TEXT,
        fc.array(tie('element'), { maxLength: 4 }),
        TEXT,
      )
      .map(
        ([tag, attributes, before, inner, after]) =>
          `<${tag}${attributes}>${before}${inner.join(before)}${after}</${tag} >`,
      ),
  ),
}));

/** A document. Most have a root that the server likes. */
export const randomConfig = fc
  .tuple(fc.constantFrom('', '', '<?xml version="1.0"?>\n'), fc.array(element, { maxLength: 6 }), fc.boolean())
  .map(([declaration, inner, hasView]) => {
    const body = inner.join('\n');
    return `${declaration}${hasView || inner.length !== 1 ? `<View>${body}</View>` : body}`;
  });

const NOISE = [
  '',
  '<',
  '>',
  '"',
  "'",
  '&',
  '=',
  '/',
  '-->',
  ']]>',
  ' ',
  '\0',
  ':',
  '&nbsp;',
  '</View>',
  'é',
  '\ud800',
  '😀',
];

/** A document with a place cut out and something put there. What a namespace may be called is not ours to know. */
export const brokenConfig = fc
  .tuple(
    randomConfig.map((xml) => xml.replace(/\bxmlns(?::q)?(?=\s*=)/g, (name) => name.replace(/\W/, '').toUpperCase())),
    fc.nat(),
    fc.nat(3),
    fc.constantFrom(...NOISE),
  )
  .map(([xml, seed, cut, noise]) => {
    const at = seed % (xml.length + 1);
    return xml.slice(0, at) + noise + xml.slice(at + cut);
  });
