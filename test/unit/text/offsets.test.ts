import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { codePointsOf } from '../../../src/core/text/codePoints';
import { htmlText } from '../../../src/core/text/htmlText';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '\u{1f600}', '\ud83d', '\ude00', '\n', '\ufe0f') });

describe('offsets in code points', () => {
  test('are those of a list of code points', () => {
    fc.assert(
      fc.property(text, (own) => {
        const points = codePointsOf(own);
        const list = [...own];
        assert.equal(points.length, list.length);
        for (let at = 0; at <= list.length; at++) {
          const utf16 = list.slice(0, at).join('').length;
          assert.equal(points.toUtf16(at), utf16);
          assert.equal(points.fromUtf16(utf16), at);
        }
      }),
    );
  });
});

describe('the text of HTML', () => {
  for (const [html, expected] of [
    ['<p>Hello there</p><p>Second</p>', 'Hello thereSecond'],
    ['one<br>two<BR/>', 'one\ntwo\n'],
    ['<a href="x>y" title=\'<b>\'>a &amp; b&#33;&#x1F600;</a>', 'a & b!\u{1f600}'],
    ['a\u00a0b&nbsp;c', 'a\u00a0b\u00a0c'],
  ] as const) {
    test(html, () => assert.equal(htmlText(html), expected));
  }

  for (const html of [
    '<table><tr><td>a</td></tr></table>',
    '<p>a</p><script>b</script>',
    '<!-- a -->b',
    '<html><body>a</body></html>',
    ' <p>a</p>',
    'a\r\nb',
    'a & b',
    'a < b',
    '&hellip;',
    '&#128;',
    '&#xD800;',
    '<p',
  ]) {
    test(`is not guessed: ${JSON.stringify(html)}`, () => assert.equal(htmlText(html), undefined));
  }
});
