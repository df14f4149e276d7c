/** Numbers, dates and stars beside the limits of their control tag: where the border is, and what is proposed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf, TEXT } from '../../../src/core/validation/ruleConfigs';
import { answer, fully } from './said';

describe('a number', () => {
  const of = (attributes: string, ...numbers: unknown[]) =>
    fully(
      'answer-outside-limits',
      numbers.map((number) => answer('number', number)),
      { config: configOf(TEXT, `<Number name="a" toName="body"${attributes}/>`) },
    );

  for (const [what, attributes, numbers, expected] of [
    ['without limits', '', [-1e9, 0, 0.123], []],
    [
      'on the limits and beside them',
      ' min="1" max="5"',
      [1, 5, 0.9, 5.1],
      [
        'warning editor 2/value/number: 0.9 | "a" takes numbers from 1 to 5, and this is 0.9: Label Studio\'s editor shows it, and then refuses to submit. Write 1, or change the limits in the labeling config. {"candidates":[1],"min":1,"max":5}',
        'warning editor 3/value/number: 5.1 | "a" takes numbers from 1 to 5, and this is 5.1: Label Studio\'s editor shows it, and then refuses to submit. Write 5, or change the limits in the labeling config. {"candidates":[5],"min":1,"max":5}',
      ],
    ],
    [
      'with a least alone',
      ' min="2"',
      [1, 2, 99],
      [
        'warning editor 0/value/number: 1 | "a" takes numbers from 2, and this is 1: Label Studio\'s editor shows it, and then refuses to submit. Write 2, or change the limits in the labeling config. {"candidates":[2],"min":2}',
      ],
    ],
    [
      'with a most alone',
      ' max="2"',
      [-9, 2, 3],
      [
        'warning editor 2/value/number: 3 | "a" takes numbers to 2, and this is 3: Label Studio\'s editor shows it, and then refuses to submit. Write 2, or change the limits in the labeling config. {"candidates":[2],"max":2}',
      ],
    ],
    [
      'in steps from 0',
      ' step="0.25"',
      [0.5, 0.6, -0.25, -0.3],
      [
        'warning editor 1/value/number: 0.6 | "a" takes numbers in steps of 0.25, and this is 0.6: Label Studio\'s editor shows it, and then refuses to submit. Write 0.5 or 0.75, or change the limits in the labeling config. {"candidates":[0.5,0.75],"step":0.25}',
        'warning editor 3/value/number: -0.3 | "a" takes numbers in steps of 0.25, and this is -0.3: Label Studio\'s editor shows it, and then refuses to submit. Write -0.25 or -0.5, or change the limits in the labeling config. {"candidates":[-0.25,-0.5],"step":0.25}',
      ],
    ],
    [
      'in steps from the least',
      ' min="0.1" step="0.2"',
      [0.3, 0.4, 0.5],
      [
        'warning editor 1/value/number: 0.4 | "a" takes numbers from 0.1 in steps of 0.2, and this is 0.4: Label Studio\'s editor shows it, and then refuses to submit. Write 0.5 or 0.3, or change the limits in the labeling config. {"candidates":[0.5,0.3],"min":0.1,"step":0.2}',
      ],
    ],
    [
      'in steps up to the most',
      ' min="0" max="10" step="4"',
      [8, 9, 12, -3],
      [
        'warning editor 1/value/number: 9 | "a" takes numbers from 0 to 10 in steps of 4, and this is 9: Label Studio\'s editor shows it, and then refuses to submit. Write 8, or change the limits in the labeling config. {"candidates":[8],"min":0,"max":10,"step":4}',
        'warning editor 2/value/number: 12 | "a" takes numbers from 0 to 10 in steps of 4, and this is 12: Label Studio\'s editor shows it, and then refuses to submit. Write 8, or change the limits in the labeling config. {"candidates":[8],"min":0,"max":10,"step":4}',
        'warning editor 3/value/number: -3 | "a" takes numbers from 0 to 10 in steps of 4, and this is -3: Label Studio\'s editor shows it, and then refuses to submit. Write 0 or 4, or change the limits in the labeling config. {"candidates":[0,4],"min":0,"max":10,"step":4}',
      ],
    ],
    ['in steps that miss by less than a float can tell', ' step="0.1"', [0.3, 0.30000000000000004, 12.7], []],
    [
      'in steps of more digits than its least',
      ' min="1" step="0.125"',
      [1.3],
      [
        'warning editor 0/value/number: 1.3 | "a" takes numbers from 1 in steps of 0.125, and this is 1.3: Label Studio\'s editor shows it, and then refuses to submit. Write 1.25 or 1.375, or change the limits in the labeling config. {"candidates":[1.25,1.375],"min":1,"step":0.125}',
      ],
    ],
    ['in steps of 0', ' step="0"', [1.5], []],
    [
      'between limits that no step meets',
      ' min="1" max="1.5" step="0"',
      [7],
      [
        'warning editor 0/value/number: 7 | "a" takes numbers from 1 to 1.5 in steps of 0, and this is 7: Label Studio\'s editor shows it, and then refuses to submit. Write 1.5, or change the limits in the labeling config. {"candidates":[1.5],"min":1,"max":1.5,"step":0}',
      ],
    ],
    [
      'with a limit that is no number',
      ' min="low" max="5"',
      [-3, 6],
      [
        'warning editor 1/value/number: 6 | "a" takes numbers to 5, and this is 6: Label Studio\'s editor shows it, and then refuses to submit. Write 5, or change the limits in the labeling config. {"candidates":[5],"max":5}',
      ],
    ],
    ['that is a text', ' max="5"', ['6', null], []],
  ] as const) {
    test(what, () => assert.deepEqual(of(attributes, ...numbers), expected));
  }

  test('of a control with another type', () => {
    const config = configOf(TEXT, '<Rating name="a" toName="body" max="3"/>');
    assert.deepEqual(fully('answer-outside-limits', [answer('number', 9)], { config }), []);
  });
});

describe('a date', () => {
  const of = (attributes: string, ...dates: string[]) =>
    fully(
      'answer-outside-limits',
      dates.map((date) => answer('datetime', date)),
      { config: configOf(TEXT, `<DateTime name="a" toName="body"${attributes}/>`) },
    );

  for (const [what, attributes, dates, expected] of [
    ['without limits', ' only="date"', ['1999-01-01'], []],
    [
      'on the limits and beside them',
      ' only="date" min="2020-03-02" max="2021-03-04"',
      ['2020-03-02', '2021-03-04', '2020-03-01', '2021-03-05'],
      [
        'warning editor 2/value/datetime: "2020-03-01" | "a" takes dates from 2020-03-02 to 2021-03-04, and this is "2020-03-01": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"min":"2020-03-02","max":"2021-03-04"}',
        'warning editor 3/value/datetime: "2021-03-05" | "a" takes dates from 2020-03-02 to 2021-03-04, and this is "2021-03-05": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"min":"2020-03-02","max":"2021-03-04"}',
      ],
    ],
    [
      'with a first alone',
      ' only="date" min="2020-03-02"',
      ['2019-12-31', '2030-01-01'],
      [
        'warning editor 0/value/datetime: "2019-12-31" | "a" takes dates from 2020-03-02, and this is "2019-12-31": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"min":"2020-03-02"}',
      ],
    ],
    [
      'with a last alone',
      ' only="date" max="2020-03-02"',
      ['2019-12-31', '2030-01-01'],
      [
        'warning editor 1/value/datetime: "2030-01-01" | "a" takes dates to 2020-03-02, and this is "2030-01-01": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"max":"2020-03-02"}',
      ],
    ],
    [
      'with a time',
      ' max="2020-03-02"',
      ['2020-03-02T23:59', '2020-03-03T00:00'],
      [
        'warning editor 1/value/datetime: "2020-03-03T00:00" | "a" takes dates to 2020-03-02, and this is "2020-03-03T00:00": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"max":"2020-03-02"}',
      ],
    ],
    [
      'that is a year',
      ' only="year" min="2020" max="2022" format="%Y"',
      ['2020', '2019', '2023'],
      [
        'warning editor 1/value/datetime: "2019" | "a" takes years from 2020 to 2022, and this is "2019": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"min":"2020","max":"2022"}',
        'warning editor 2/value/datetime: "2023" | "a" takes years from 2020 to 2022, and this is "2023": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"min":"2020","max":"2022"}',
      ],
    ],
    ['that is a time of day', ' only="time" max="10:00"', ['23:00:00'], []],
    [
      'that is none, or of no year that is meant',
      ' only="date" min="2020-03-02"',
      ['soon', '0999-12-31', '1000-01-01'],
      [
        'warning editor 2/value/datetime: "1000-01-01" | "a" takes dates from 2020-03-02, and this is "1000-01-01": Label Studio\'s editor shows it, and then refuses to submit. Write one within the limits, or change the limits in the labeling config. {"min":"2020-03-02"}',
      ],
    ],
  ] as const) {
    test(what, () => assert.deepEqual(of(attributes, ...dates), expected));
  }
});

describe('stars', () => {
  const of = (attributes: string, ...stars: unknown[]) =>
    fully(
      'rating-above-maximum',
      stars.map((rating) => answer('rating', rating)),
      { config: configOf(TEXT, `<Rating name="a" toName="body"${attributes}/>`) },
    );

  for (const [what, attributes, stars, expected] of [
    [
      'of five, if nothing else is said',
      '',
      [0, 5, 6, -1, 2.5],
      [
        'error server 2/value/rating: 6 | "a" has 5 stars, and here are 6: the validator rejects it, and the editor fills all stars. Write at most 5, or give the control tag the maxRating that is meant. {"limit":5}',
      ],
    ],
    [
      'of as many as are said',
      ' maxRating="3"',
      [3, 4],
      [
        'error server 1/value/rating: 4 | "a" has 3 stars, and here are 4: the validator rejects it, and the editor fills all stars. Write at most 3, or give the control tag the maxRating that is meant. {"limit":3}',
      ],
    ],
    [
      'of as many as only the editor reads',
      ' maxrating="9"',
      [5, 6, 9, 10],
      [
        'warning server 1/value/rating: 6 | The editor takes 6 stars, but the validator reads maxRating in this spelling only, takes "a" for one of 5 stars and rejects it. Write maxRating="9" in the labeling config. {"limit":5}',
        'warning server 2/value/rating: 9 | The editor takes 9 stars, but the validator reads maxRating in this spelling only, takes "a" for one of 5 stars and rejects it. Write maxRating="9" in the labeling config. {"limit":5}',
        'error server 3/value/rating: 10 | "a" has 5 stars, and here are 10: the validator rejects it, and the editor fills all stars. Write at most 5, or give the control tag the maxRating that is meant. {"limit":5}',
      ],
    ],
    [
      'of a number that is none',
      ' maxRating="many"',
      [1, 6],
      [
        'error server+editor 0/value/rating: 1 | The maxRating of "a" is no whole number: the validator fails on every answer to it, and the editor shows no stars. Write a whole number in the labeling config.',
        'error server+editor 1/value/rating: 6 | The maxRating of "a" is no whole number: the validator fails on every answer to it, and the editor shows no stars. Write a whole number in the labeling config.',
      ],
    ],
    ['that are a text', '', ['6', '3', 'six'], []],
  ] as const) {
    test(what, () => assert.deepEqual(of(attributes, ...stars), expected));
  }
});
