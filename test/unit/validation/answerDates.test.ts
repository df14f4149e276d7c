/** Dates and times of answers, in the formats that tags read and in others. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { said } from './answers';

describe('a date', () => {
  const of = (attributes: string, datetime: string) =>
    said(`<DateTime name="a" toName="o"${attributes}/>`, { datetime });
  const lost = ['datetime-not-in-format: error of editor at datetime'];

  test('is read in the format of the tag', () => {
    for (const [attributes, ...texts] of [
      ['', '2031-04-09T10:30'],
      [' only="date"', '2031-04-09', '2031-4-9'],
      [' only="date,time"', '2031-04-09T10:30'],
      [' only="month,year"', '2031-04-01'],
      [' only="year"', '2031-01-01'],
      [' only="time"', '10:30', '10:30:59', '10:30:59.5'],
      [' only="time" format="%I:%M %p"', '10:30'],
      [' format="%b %d, %Y"', 'Apr 09, 2031', 'apr 9, 2031'],
    ] as const) {
      for (const text of texts) assert.deepEqual(of(attributes, text).lines, [], `${attributes}: ${text}`);
    }
  });

  test('in another one is shown nowhere', () => {
    for (const [attributes, text, candidates] of [
      [' only="date"', '2031-04-09T10:30:00Z', ['2031-04-09']],
      [' only="date"', '9/4/2031', ['2031-04-09', '2031-09-04']],
      [' only="date"', '25.4.2031', ['2031-04-25']],
      [' only="date"', 'April 9, 2031', ['2031-04-09']],
      [' only="date"', '09-04-31', []],
      [' only="date"', '', []],
      ['', '2031-04-09', ['2031-04-09T00:00']],
      ['', '2031-04-09 10:30:15.250+02:00', ['2031-04-09T10:30']],
      ['', 'soon', []],
      [' only="year"', '2031', ['2031-01-01']],
      [' only="time"', '9:30 PM', ['21:30']],
      [' only="time"', '2031-04-09T10:30', ['10:30']],
      [' only="time"', '24:00', []],
      [' format="%d.%m.%y"', '2031-04-09', ['09.04.31']],
    ] as const) {
      const { lines, data } = of(attributes, text);
      assert.deepEqual(lines, lost, text);
      assert.deepEqual(data[0]?.candidates, candidates, text);
    }
  });

  test('that the calendar does not have is another one', () => {
    const { problems } = of(' only="date"', '2031-04-31');
    assert.equal(problems[0]?.severity, 'warning');
    assert.match(problems[0]?.message ?? '', /takes it for "2031-05-01"/);
  });

  test('is read from nothing in a format that there is not', () => {
    assert.match(of(' format="%Y-%i"', '2031-04').problems[0]?.message ?? '', /"%i"/);
  });

  test('about a region cannot be submitted', () => {
    assert.match(of(' perRegion="true"', 'soon').problems[0]?.message ?? '', /fails when people submit/);
    assert.doesNotMatch(of('', 'soon').problems[0]?.message ?? '', /submit/);
    // Nor can one of the year 9.
    assert.match(of(' only="date"', '09-04-31').problems[0]?.message ?? '', /fails when people submit/);
  });
});

describe('a time of a time series', () => {
  const LABELS = '<TimeSeriesLabels name="a" toName="o"><Label value="Ship"/></TimeSeriesLabels>';
  const of = (start: unknown, end: unknown, instant: unknown = false, attributes?: string) =>
    said(
      LABELS,
      { start, end, instant, timeserieslabels: ['Ship'] },
      attributes === undefined ? {} : { object: `<TimeSeries name="o" value="$log"${attributes}/>` },
    );

  test('is text in the timeFormat', () => {
    assert.deepEqual(of('2031-02-03 00:00', '2031-02-09 12:30').lines, []);
    const { lines, data } = of('2031-02-03T08:15:00+02:00', '09/13/2031');
    assert.deepEqual(lines, [
      'time-not-in-format: error of editor at start',
      'time-not-in-format: error of editor at end',
    ]);
    assert.deepEqual(
      data.map(({ candidates }) => candidates),
      [['2031-02-03 06:15'], ['2031-09-13 00:00']],
    );
  });

  test('can be a number of milliseconds, which is saved as text', () => {
    const { lines, data } = of(1927843200000, 1928361600);
    assert.deepEqual(lines, [
      'time-not-in-format: warning of editor at start',
      'time-not-in-format: warning of editor at end',
    ]);
    assert.deepEqual(
      data.map(({ candidates }) => candidates),
      [['2031-02-03 00:00'], ['2031-02-09 00:00', '1970-01-23 07:39']],
    );
  });

  test('cannot be a number beside a text', () => {
    assert.deepEqual(of('2031-02-03 00:00', 1928361600000).lines, ['time-not-in-format: error of editor at end']);
    assert.deepEqual(of(1927843200000, '2031-02-09 00:00').lines, ['time-not-in-format: error of editor at start']);
  });

  test('that the calendar does not have becomes another one', () => {
    const { lines, problems } = of('2031-02-28 24:00', '2031-02-29 00:00');
    assert.deepEqual(lines, [
      'time-not-in-format: error of editor at start',
      'time-not-in-format: error of editor at end',
    ]);
    assert.match(problems[1]?.message ?? '', /takes it for "2031-03-01 00:00", and saves that/);
  });

  test('is a number without timeFormat', () => {
    assert.deepEqual(of(1, 2, false, ' timeColumn="t"').lines, []);
    assert.deepEqual(of('1', ' 2.5 ', false, ' timeColumn="t"').lines, []);
    assert.deepEqual(of('2031-02-03', 'x', false, '').lines, [
      'time-not-in-format: error of editor at start',
      'time-not-in-format: error of editor at end',
    ]);
    assert.match(of('2031-02-03', 2, false, ' timeFormat="%Y-%m-%d"').problems[0]?.message ?? '', /no timeColumn/);
  });

  test('is an instant exactly when start and end are the same', () => {
    assert.deepEqual(of(3, 3, true, '').lines, []);
    assert.deepEqual(of(3, 4, true, '').data, [{ candidates: [false] }]);
    assert.deepEqual(of(3, 3, false, '').data, [{ candidates: [true] }]);
    assert.deepEqual(of(3, 3, 'no', '').lines, []);
  });
});
