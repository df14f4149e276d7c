import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { named, withoutControls } from '../../../src/core/text/unseen';

describe('texts that somebody else has chosen', () => {
  test('a name stands in quotes, with escapes for what is not seen', () => {
    assert.equal(named('v 1 \u{1F984} "q"'), '"v 1 \u{1F984} "q""');
    assert.equal(named('a\u001b[31m\nb\u2028c\u0085'), '"a\\u001b[31m\\u000ab\\u2028c\\u0085"');
  });

  test('a long name is cut between characters', () => {
    assert.equal(named('x'.repeat(80)), `"${'x'.repeat(80)}"`);
    assert.equal(named('x'.repeat(81)), `"${'x'.repeat(79)}\u2026"`);
    assert.equal(named('\u{1F984}'.repeat(5_000)), `"${'\u{1F984}'.repeat(79)}\u2026"`);
    assert.equal(named('\u{1F984}'.repeat(80)), `"${'\u{1F984}'.repeat(80)}"`);
  });

  test('lines stay lines', () =>
    assert.equal(withoutControls('a\n\tb\u001b[2J\r\n'), 'a\n\\u0009b\\u001b[2J\\u000d\n'));
});
