import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { DateFormat } from '../../../src/core/text/dateFormat';

/** What `utcFormat` and `utcParse` of d3-time-format 2.3.0 made of random dates, and of their texts with random edits. */
const { written, read } = JSON.parse(readFileSync('test/fixtures/date-formats.json', 'utf8')) as {
  written: [format: string, time: number, text: string][];
  read: [format: string, text: string, time: number | null][];
};

describe('dates in a format', () => {
  test('are written as the editor writes them', () => {
    assert.ok(written.length > 100);
    for (const [format, time, text] of written) {
      assert.equal(new DateFormat(format).write(time), text, `${format} of ${new Date(time).toISOString()}`);
    }
  });

  test('are read as the editor reads them', () => {
    assert.ok(read.filter(([, , time]) => time !== null).length > 80);
    for (const [format, text, time] of read) {
      assert.equal(new DateFormat(format).readAnyhow(text) ?? null, time, `${format} of ${JSON.stringify(text)}`);
    }
  });

  test('fit when calendar and clock have them', () => {
    const fits = (format: string, ...texts: string[]) =>
      texts.map((text) => {
        const one = new DateFormat(format);
        assert.equal(one.fits(text), one.read(text) !== undefined, text);
        return one.fits(text);
      });
    assert.deepEqual(fits('%Y-%m-%d', '2031-04-30', '2031-4-9', '2032-02-29'), [true, true, true]);
    assert.deepEqual(fits('%Y-%m-%d', '2031-04-31', '2031-02-29', '2031-13-01', '2031-00-01', '2031-01-00'), [
      ...[false, false, false, false, false],
    ]);
    assert.deepEqual(fits('%H:%M:%S', '23:59:59', '24:00:00', '12:60:00', '12:00:60'), [true, false, false, false]);
    assert.deepEqual(fits('%Y %j', '2031 365', '2031 366', '2032 366', '2032 000'), [true, false, true, false]);
    assert.deepEqual(fits('%Y-%m-%d', 'soon', '', '2031-04-09T10:00', ' 2031-04-09 '), [false, false, false, false]);
    assert.deepEqual(fits('%Q', '1927843200000', '9927843200000000'), [true, false]);
  });

  test('fit from a year on', () => {
    const format = new DateFormat('%Y-%m-%d');
    assert.deepEqual([format.fits('1000-01-01', 1000), format.fits('999-12-31', 1000)], [true, false]);
    assert.equal(new DateFormat('%s').fits('1'.repeat(10), 1000), true);
  });

  test('with a directive that there is not are read from nothing', () => {
    assert.equal(new DateFormat('%Y-%k').unknown, '%k');
    assert.equal(new DateFormat('%Y%').unknown, '%');
    assert.equal(new DateFormat('%-i').unknown, '%-i');
    assert.equal(new DateFormat('%Y-%k').read('2031-1'), undefined);
    assert.equal(new DateFormat('%c').unknown, undefined);
  });
});
