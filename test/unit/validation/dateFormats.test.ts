/** Dates and times beside the format of their tag: what is read, and what is proposed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf, TEXT } from '../../../src/core/validation/ruleConfigs';
import { answer, fully } from './said';

describe('the format of a date', () => {
  const of = (attributes: string, ...dates: unknown[]) =>
    fully(
      'datetime-not-in-format',
      dates.map((date) => answer('datetime', date)),
      { config: configOf(TEXT, `<DateTime name="a" toName="body"${attributes}/>`) },
    );

  for (const [what, attributes, dates, expected] of [
    [
      'is a date and a time, if nothing else is said',
      '',
      ['2031-02-03T04:05', '2031-02-03 04:05', '2031-02-03', '2031-02-03T04:05:06Z', '2031-02-03T04:05+02:30'],
      [
        'error editor 1/value/datetime: "2031-02-03 04:05" | "2031-02-03 04:05" is not in the format of "a", "%Y-%m-%dT%H:%M": Label Studio\'s editor shows nothing. Write "2031-02-03T04:05". {"candidates":["2031-02-03T04:05"],"expected":"%Y-%m-%dT%H:%M"}',
        'error editor 2/value/datetime: "2031-02-03" | "2031-02-03" is not in the format of "a", "%Y-%m-%dT%H:%M": Label Studio\'s editor shows nothing. Write "2031-02-03T00:00". {"candidates":["2031-02-03T00:00"],"expected":"%Y-%m-%dT%H:%M"}',
        'error editor 3/value/datetime: "2031-02-03T04:05:06Z" | "2031-02-03T04:05:06Z" is not in the format of "a", "%Y-%m-%dT%H:%M": Label Studio\'s editor shows nothing. Write "2031-02-03T04:05". {"candidates":["2031-02-03T04:05"],"expected":"%Y-%m-%dT%H:%M"}',
        'error editor 4/value/datetime: "2031-02-03T04:05+02:30" | "2031-02-03T04:05+02:30" is not in the format of "a", "%Y-%m-%dT%H:%M": Label Studio\'s editor shows nothing. Write "2031-02-03T04:05". {"candidates":["2031-02-03T04:05"],"expected":"%Y-%m-%dT%H:%M"}',
      ],
    ],
    [
      'is a date',
      ' only="date"',
      ['2031-02-03', '2031/02/03', '2031.02.03', '03.02.2031', '03/02/2031', '13-02-2031', '02-13-2031', '20310203'],
      [
        'error editor 1/value/datetime: "2031/02/03" | "2031/02/03" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 2/value/datetime: "2031.02.03" | "2031.02.03" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 3/value/datetime: "03.02.2031" | "03.02.2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 4/value/datetime: "03/02/2031" | "03/02/2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03" or "2031-03-02". {"candidates":["2031-02-03","2031-03-02"],"expected":"%Y-%m-%d"}',
        'error editor 5/value/datetime: "13-02-2031" | "13-02-2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-13". {"candidates":["2031-02-13"],"expected":"%Y-%m-%d"}',
        'error editor 6/value/datetime: "02-13-2031" | "02-13-2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-13". {"candidates":["2031-02-13"],"expected":"%Y-%m-%d"}',
        'error editor 7/value/datetime: "20310203" | "20310203" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
      ],
    ],
    [
      'is a date, told in words',
      ' only="date"',
      ['Feb 3, 2031', 'February 3, 2031', '3 Feb 2031', '3 February 2031', '2031-02', '2031', 'soon', ''],
      [
        'error editor 0/value/datetime: "Feb 3, 2031" | "Feb 3, 2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 1/value/datetime: "February 3, 2031" | "February 3, 2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 2/value/datetime: "3 Feb 2031" | "3 Feb 2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 3/value/datetime: "3 February 2031" | "3 February 2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'error editor 4/value/datetime: "2031-02" | "2031-02" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-02-01". {"candidates":["2031-02-01"],"expected":"%Y-%m-%d"}',
        'error editor 5/value/datetime: "2031" | "2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-01-01". {"candidates":["2031-01-01"],"expected":"%Y-%m-%d"}',
        'error editor 6/value/datetime: "soon" | "soon" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write it like "2031-04-09". {"candidates":[],"expected":"%Y-%m-%d"}',
        'error editor 7/value/datetime: "" | "" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write it like "2031-04-09". {"candidates":[],"expected":"%Y-%m-%d"}',
      ],
    ],
    [
      'is a time alone',
      ' only="time"',
      ['04:05:06', '4:05', '24:00:00', '23:59:59.123', '23:59:59.1234', '04:05:06 am', 'x04:05:06'],
      [
        'error editor 1/value/datetime: "4:05" | "4:05" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "04:05". {"candidates":["04:05"],"expected":"%H:%M"}',
        'error editor 2/value/datetime: "24:00:00" | "24:00:00" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write it like "10:30". {"candidates":[],"expected":"%H:%M"}',
        'error editor 4/value/datetime: "23:59:59.1234" | "23:59:59.1234" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "23:59". {"candidates":["23:59"],"expected":"%H:%M"}',
        'error editor 5/value/datetime: "04:05:06 am" | "04:05:06 am" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "04:05". {"candidates":["04:05"],"expected":"%H:%M"}',
        'error editor 6/value/datetime: "x04:05:06" | "x04:05:06" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write it like "10:30". {"candidates":[],"expected":"%H:%M"}',
      ],
    ],
    [
      'is a time alone, told with a fraction or a half of the day',
      ' only="time"',
      ['4:05 pm', '4:05:06.5 pm', '04:05:06,25', 'T04:05'],
      [
        'error editor 0/value/datetime: "4:05 pm" | "4:05 pm" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "16:05". {"candidates":["16:05"],"expected":"%H:%M"}',
        'error editor 1/value/datetime: "4:05:06.5 pm" | "4:05:06.5 pm" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "16:05". {"candidates":["16:05"],"expected":"%H:%M"}',
        'error editor 2/value/datetime: "04:05:06,25" | "04:05:06,25" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "04:05". {"candidates":["04:05"],"expected":"%H:%M"}',
        'error editor 3/value/datetime: "T04:05" | "T04:05" is no time of day such as "09:30", and Label Studio\'s editor shows nothing. Write "04:05". {"candidates":["04:05"],"expected":"%H:%M"}',
      ],
    ],
    [
      'is an own one',
      ' format="%d.%m.%Y"',
      ['03.02.2031', '2031-02-03', '31.02.2031', '03.02.0999', '01.01.1000'],
      [
        'error editor 1/value/datetime: "2031-02-03" | "2031-02-03" is not in the format of "a", "%d.%m.%Y": Label Studio\'s editor shows nothing. Write "03.02.2031". {"candidates":["03.02.2031"],"expected":"%d.%m.%Y"}',
        'warning editor 2/value/datetime: "31.02.2031" | The calendar has no such date or time, and Label Studio\'s editor takes it for "03.03.2031". Write the one that is meant. {"expected":"%d.%m.%Y"}',
        'error editor 3/value/datetime: "03.02.0999" | "03.02.0999" is not in the format of "a", "%d.%m.%Y": Label Studio\'s editor shows nothing, and fails when people submit. Write it like "09.04.2031". {"candidates":[],"expected":"%d.%m.%Y"}',
      ],
    ],
    [
      'counts milliseconds',
      ' format="%Q"',
      ['2031-02-03'],
      [
        'error editor 0/value/datetime: "2031-02-03" | "2031-02-03" is not in the format of "a", "%Q": Label Studio\'s editor shows nothing. Write "1927843200000". {"candidates":["1927843200000"],"expected":"%Q"}',
      ],
    ],
    [
      'of a year',
      ' only="year"',
      ['2031', '2031-02-03', 2031],
      [
        'error editor 0/value/datetime: "2031" | "2031" is not in the format of "a", "%Y-%m-%d": Label Studio\'s editor shows nothing. Write "2031-01-01". {"candidates":["2031-01-01"],"expected":"%Y-%m-%d"}',
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(attributes, ...(dates as readonly unknown[])), expected));
  }

  test('is no matter of another control', () => {
    const config = configOf(TEXT, '<Number name="a" toName="body"/>');
    assert.deepEqual(fully('datetime-not-in-format', [answer('datetime', 'soon')], { config }), []);
    assert.deepEqual(fully('datetime-not-in-format', [answer('datetime', 'soon', { from_name: 'b' })], { config }), []);
    assert.deepEqual(fully('datetime-not-in-format', [answer('datetime', 'soon')]), []);
  });
});

describe('the times of a time series', () => {
  const of = (attributes: string, ...stretches: (readonly [start: unknown, end: unknown, instant?: unknown])[]) =>
    fully(
      'time-not-in-format',
      stretches.map(([start, end, instant = false]) => ({
        id: 'q',
        from_name: 'a',
        to_name: 'log',
        type: 'timeserieslabels',
        value: { start, end, instant, timeserieslabels: ['Ship'] },
      })),
      {
        config: configOf(
          `<TimeSeries name="log" value="$log"${attributes}><Channel column="rpm"/></TimeSeries>`,
          '<TimeSeriesLabels name="a" toName="log"><Label value="Ship"/></TimeSeriesLabels>',
        ),
      },
    );
  const DATED = ' timeColumn="t" timeFormat="%Y-%m-%d"';

  for (const [what, attributes, stretches, expected] of [
    [
      'are texts',
      DATED,
      [
        ['2031-02-03', '2031-02-04'],
        ['2031-02-03', '04.02.2031'],
        ['x', '2031-02-30'],
      ],
      [
        'error editor 1/value/end: "04.02.2031" | "04.02.2031" is not in the timeFormat of the time series, "%Y-%m-%d": Label Studio\'s editor shows an error instead of the task. Write "2031-02-04". {"candidates":["2031-02-04"],"expected":"%Y-%m-%d"}',
        'error editor 2/value/start: "x" | "x" is not in the timeFormat of the time series, "%Y-%m-%d": Label Studio\'s editor shows an error instead of the task. Write it as the data has it. {"candidates":[],"expected":"%Y-%m-%d"}',
        'error editor 2/value/end: "2031-02-30" | The calendar has no such date or time, and Label Studio\'s editor takes it for "2031-03-02", and saves that. Write the one that is meant. {"expected":"%Y-%m-%d"}',
      ],
    ],
    [
      'are texts, and here numbers',
      DATED,
      [
        [1927843200000, 1928361600000],
        [1927843200, '2031-02-04'],
        ['2031-02-03', 1e10],
        [1e8, 1e17],
      ],
      [
        'warning editor 0/value/start: 1927843200000 | The time series has a timeFormat, so Label Studio\'s editor takes this number for milliseconds since 1970, and saves it as text. Write "2031-02-03". {"candidates":["2031-02-03"],"expected":"%Y-%m-%d"}',
        'warning editor 0/value/end: 1928361600000 | The time series has a timeFormat, so Label Studio\'s editor takes this number for milliseconds since 1970, and saves it as text. Write "2031-02-09". {"candidates":["2031-02-09"],"expected":"%Y-%m-%d"}',
        'error editor 1/value/start: 1927843200 | Start and end are a number and a text, and Label Studio\'s editor cannot read them together: it shows an error, or loses the end. Write "2031-02-03" or "1970-01-23". {"candidates":["2031-02-03","1970-01-23"],"expected":"%Y-%m-%d"}',
        'error editor 2/value/end: 10000000000 | Start and end are a number and a text, and Label Studio\'s editor cannot read them together: it shows an error, or loses the end. Write "1970-04-26". {"candidates":["1970-04-26"],"expected":"%Y-%m-%d"}',
        'warning editor 3/value/start: 100000000 | The time series has a timeFormat, so Label Studio\'s editor takes this number for milliseconds since 1970, and saves it as text. Write "1973-03-03" or "1970-01-02". {"candidates":["1973-03-03","1970-01-02"],"expected":"%Y-%m-%d"}',
        'warning editor 3/value/end: 100000000000000000 | The time series has a timeFormat, so Label Studio\'s editor takes this number for milliseconds since 1970, and saves it as text. Write it as the data has it. {"candidates":[],"expected":"%Y-%m-%d"}',
      ],
    ],
    [
      'are numbers',
      ' timeColumn="t"',
      [
        [1, 2],
        ['1', '2'],
        ['2031-02-03', 'x'],
      ],
      [
        'error editor 2/value/start: "2031-02-03" | The times of this time series are numbers, and "2031-02-03" is none: Label Studio\'s editor draws the region nowhere and saves null. Write a number, or give the TimeSeries the timeFormat of such texts.',
        'error editor 2/value/end: "x" | The times of this time series are numbers, and "x" is none: Label Studio\'s editor draws the region nowhere and saves null. Write a number, or give the TimeSeries the timeFormat of such texts.',
      ],
    ],
    [
      'are numbers without a column',
      ' timeFormat="%Y-%m-%d"',
      [['2031-02-03', 4]],
      [
        'error editor 0/value/start: "2031-02-03" | The times of this time series are numbers, and "2031-02-03" is none: Label Studio\'s editor draws the region nowhere and saves null. The tag has a timeFormat, but no timeColumn that it is for: add it to the labeling config.',
      ],
    ],
    [
      'are in a format that the editor does not know',
      ' timeColumn="t" timeFormat="%Y-%K"',
      [
        ['2031-02', 5],
        ['x', 'y'],
      ],
      [
        'error editor 0/value/start: "2031-02" | The timeFormat of this time series has "%K" in it, which Label Studio\'s editor does not know: it shows an error instead of the task. Mend the format in the labeling config. {"expected":"%Y-%K"}',
        'error editor 0/value/end: 5 | The timeFormat of this time series has "%K" in it, which Label Studio\'s editor does not know: it shows an error instead of the task. Mend the format in the labeling config. {"expected":"%Y-%K"}',
        'error editor 1/value/start: "x" | The timeFormat of this time series has "%K" in it, which Label Studio\'s editor does not know: it shows an error instead of the task. Mend the format in the labeling config. {"expected":"%Y-%K"}',
        'error editor 1/value/end: "y" | The timeFormat of this time series has "%K" in it, which Label Studio\'s editor does not know: it shows an error instead of the task. Mend the format in the labeling config. {"expected":"%Y-%K"}',
      ],
    ],
    [
      'are one moment',
      ' timeColumn="t"',
      [
        [1, 1, false],
        [1, 1, true],
        [1, 2, true],
        [1, 1, 'no'],
        [undefined, undefined, false],
      ],
      [
        'warning editor 0/value/instant: false | This stretch ends where it starts, and Label Studio\'s editor draws it with no width. Write true for a moment. {"candidates":[true]}',
        'warning editor 2/value/instant: true | With "instant": true the editor draws a line at the start and ignores the end, and here they differ. Write false for a stretch, or give both the same time. {"candidates":[false]}',
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(attributes, ...stretches), expected));
  }
});
