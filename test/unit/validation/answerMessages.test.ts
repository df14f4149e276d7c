/** What is put into the messages about answers, what they underline, and who is said to object. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { rules } from '../../../src/core/validation/rules';
import { CODES, problemsOf, said } from './answers';

const TREE = '<Choice value="Vessel"><Choice value="Sail"/><Choice value="Motor"/></Choice><Choice value="Buoy"/>';
const control = (tag: string, attributes = '', inner = ''): string =>
  `<${tag} name="a" toName="o"${attributes}>${inner}</${tag}>`;
const nested = control('Choices', ' allowNested="true" choice="multiple"', TREE);
const flat = control('Choices', '', TREE);
const taxonomy = control('Taxonomy', '', TREE);
const many = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven']
  .map((value) => `<Choice value="${value}"/>`)
  .join('');

describe('messages about answers', () => {
  for (const [xml, value, expected] of [
    [flat, { choices: ['buoy'] }, 'editor selects nothing. Did you mean "Buoy"?'],
    [flat, { choices: ['Sail'] }, '"Sail" is a choice inside of "Vessel", and'],
    [control('Choices', '', many), { choices: ['x'] }, 'Its choices are "One", "Two", "Three", "Four", "Five" ….'],
    [
      control('Choices', ' value="$c"', many),
      { choices: ['x'] },
      'such as "One", "Two" or "Three", and rejects "x", even',
    ],
    [nested, { choices: ['sail'] }, 'Did you mean ["Vessel", "Sail"]?'],
    [nested, { choices: ['anchor'] }, 'selects nothing. Write the path to one, as a list.'],
    [
      nested,
      { choices: [['Buoy', 'Sail']] },
      'path ["Buoy", "Sail"]: the validator rejects choices that are paths, and',
    ],
    [nested, { choices: [['x', 'y']] }, 'selects nothing. Write a path of choices from the first level down.'],
    [nested, { choices: [['Vessel']] }, '["Vessel"] has choices inside of it'],
    [nested, { choices: [['Vessel']] }, 'such as ["Vessel", "Sail"] or ["Vessel", "Motor"].'],
    [nested, { choices: ['Sail'] }, 'down to this one, ["Vessel", "Sail"]; the'],
    [control('Choices', ' allowNested="true" value="$c"'), { choices: ['x'] }, 'down to this one; the'],
    [flat, { choices: [['Buoy']] }, 'editor selects nothing. Write the choice itself, "Buoy".'],
    [flat, { choices: [['x', 5]] }, 'editor selects nothing. Write the choice itself.'],
    [flat, { choices: ['Buoy', 'Vessel'] }, '"a" takes one choice, and here are 2:'],
    [
      control('Taxonomy', ' maxUsages="2"', TREE),
      { taxonomy: [['Buoy'], ['Vessel'], ['Vessel', 'Sail']] },
      'takes at most 2 choices, and here are 3:',
    ],
    [taxonomy, { taxonomy: [['Buoy', 'Sail']] }, 'no path ["Buoy", "Sail"]: nobody rejects it'],
    [taxonomy, { taxonomy: [['Buoy', 'Sial']] }, '"a" has no choice "Sial": the validator rejects it'],
    [taxonomy, { taxonomy: [['x']] }, 'in its tree. Write the choices from the first level down.'],
    [
      control('Taxonomy', ' leafsOnly="true"', TREE),
      { taxonomy: [['Vessel']] },
      'such as ["Vessel", "Sail"] or ["Vessel", "Motor"].',
    ],
    [control('Rating', ' maxRating="3"'), { rating: 4 }, '"a" has 3 stars, and here are 4:'],
    [
      control('Rating', ' maxrating="9"'),
      { rating: 8 },
      'takes "a" for one of 5 stars and rejects it. Write maxRating="9"',
    ],
    [
      control('Number', ' min="1" max="9" step="2"'),
      { number: 4 },
      '"a" takes numbers from 1 to 9 in steps of 2, and this is 4:',
    ],
    [control('Number', ' max="9"'), { number: 10 }, '"a" takes numbers to 9, and this is 10:'],
    [control('Number', ' step="2"'), { number: 3 }, 'Write 2 or 4, or change'],
    [control('Number', ' min="5" max="6" step="9"'), { number: 6 }, 'Write 5, or change'],
    [
      control('DateTime', ' min="2031-01-01"'),
      { datetime: '2030-04-09T10:00' },
      'takes dates from 2031-01-01, and this is "2030-04-09T10:00"',
    ],
    [control('DateTime', ' only="year" max="2030"'), { datetime: '2031-01-01' }, 'takes years to 2030, and this'],
    [control('DateTime'), { datetime: 'soon' }, '"soon" is not in the format of "a", "%Y-%m-%dT%H:%M"'],
    [control('DateTime'), { datetime: 'soon' }, 'Write it like "2031-04-09T10:30".'],
    [control('DateTime', ' only="time"'), { datetime: 'noon' }, 'Write it like "10:30".'],
    [control('DateTime', ' only="date"'), { datetime: '3/4/2031' }, 'Write "2031-04-03" or "2031-03-04".'],
    [
      control('TextArea', ' maxSubmissions="1"'),
      { text: ['x', 'y'] },
      'write 1 text (maxSubmissions), and here are 2.',
    ],
    [
      control('TextArea', ' maxSubmissions="2"'),
      { text: ['x', 'y', 'z'] },
      'write 2 texts (maxSubmissions), and here are 3.',
    ],
    [control('Number', '', many), { number: 1 }, 'such as "One", "Two" or "Three", and the validator'],
    [
      control('Ranker', '', '<Bucket name="keep"/>'),
      { ranker: { Kepe: ['d1'] } },
      '"a" has no bucket "Kepe": the editor puts',
    ],
    [control('Ranker', '', '<Bucket name="keep"/>'), { ranker: { zzz: ['d1'] } }, 'Write "keep".'],
  ] as const) {
    test(expected, () => {
      const messages = said(xml, value).problems.map(({ message }) => message);
      assert.ok(
        messages.some((message) => message.includes(expected)),
        messages.join('\n'),
      );
    });
  }

  test('propose as many paths as anyone reads', () => {
    const wide = `<Choice value="Vessel">${'ABCDEFGHIJKLMNOP'
      .split('')
      .map((value) => `<Choice value="${value}"/>`)
      .join('')}</Choice>`;
    const { problems, data } = said(control('Taxonomy', ' leafsOnly="true"', wide), { taxonomy: [['Vessel']] });
    assert.match(problems[0]?.message ?? '', /such as \["Vessel", "A"\], \["Vessel", "B"\] or \["Vessel", "C"\]\.$/);
    const [first] = data as [{ candidates: unknown[] }];
    assert.equal(first.candidates.length, 12);
  });

  test('underline the answer, or the key of several', () => {
    const underlined = new Set<string>();
    for (const { code, failing } of rules.filter((rule) => CODES.has(rule.code))) {
      for (const { text, config = '' } of failing) {
        for (const problem of problemsOf(text, config)) {
          if (problem.code === code) underlined.add(`${code}: ${text.slice(problem.start, problem.end)}`);
        }
      }
    }
    assert.deepEqual(
      [...underlined],
      [
        'choice-not-in-config: "calm"',
        'choice-not-in-config: "Calm sea"',
        'nested-choice: "Sail"',
        'nested-choice: ["Vessel"]',
        'nested-choice: ["Vessel", "Sail"]',
        'nested-choice: ["Calm"]',
        'too-many-choices: "choices"',
        'taxonomy-path-not-in-tree: ["Buoy", "Sail"]',
        'taxonomy-path-not-in-tree: "Sial"',
        'taxonomy-path-not-in-tree: ["Vessel"]',
        'rating-above-maximum: 7',
        'rating-above-maximum: 4',
        'answer-outside-limits: 60',
        'answer-outside-limits: 12.3',
        'answer-compared-with-labels: 3',
        'datetime-not-in-format: "2031-04-09T10:30"',
        'datetime-not-in-format: "2031"',
        'datetime-not-in-format: "9:30"',
        'datetime-not-in-format: "2031-02-29"',
        'time-not-in-format: "03/02/2031"',
        'time-not-in-format: "09/02/2031"',
        'time-not-in-format: 1927843200000',
        'time-not-in-format: 1928361600000',
        'time-not-in-format: "2031-02-03"',
        'time-not-in-format: "2031-02-09"',
        'time-not-in-format: true',
        'too-many-texts: "text"',
        'unknown-bucket: "Keep"',
        'unknown-bucket: "rank"',
      ],
    );
  });
});

describe('an answer to a control tag in a Repeater', () => {
  const repeated = (tag: string, attributes: string, inner = ''): string =>
    configOf(
      `<Repeater on="$pages"><Text name="o_{{idx}}" value="$pages[{{idx}}]"/><${tag} name="a_{{idx}}" toName="o_{{idx}}"${attributes}>${inner}</${tag}></Repeater>`,
    );
  /** Gates of the problems, under the name that the editor knows and under the one that the validator knows. */
  const gates = (xml: string, type: string, value: object): string[] =>
    ['0', '{{idx}}'].map((index) => {
      const region = { id: 'q', from_name: `a_${index}`, to_name: `o_${index}`, type, value };
      const text = JSON.stringify({ task: 1, model_version: 'v', result: [region] });
      const ours = problemsOf(text, xml).filter(({ code }) => CODES.has(code));
      return ours
        .map((problem) => `${problem.severity} of ${problem.gates.join(', ')} at ${problem.pointer.slice(16)}`)
        .join('; ');
    });

  for (const [what, xml, type, value, editor, server] of [
    [
      'an unknown choice',
      repeated('Choices', '', TREE),
      'choices',
      { choices: ['x'] },
      'error of editor at choices/0',
      'error of server at choices/0',
    ],
    [
      'a choice too deep',
      repeated('Choices', '', TREE),
      'choices',
      { choices: ['Sail'] },
      'error of editor at choices/0',
      '',
    ],
    [
      'a choice of the data',
      repeated('Choices', ' value="$c"', TREE),
      'choices',
      { choices: ['x'] },
      '',
      'information of server at choices/0',
    ],
    [
      'a nested choice',
      repeated('Choices', ' allowNested="true"', TREE),
      'choices',
      { choices: [['Buoy']] },
      '',
      'information of server at choices/0',
    ],
    [
      'two choices',
      repeated('Choices', '', TREE),
      'choices',
      { choices: ['Buoy', 'Vessel'] },
      'warning of editor at choices',
      '',
    ],
    [
      'a step that is no choice',
      repeated('Taxonomy', '', TREE),
      'taxonomy',
      { taxonomy: [['Buoy', 'x']] },
      'warning of editor at taxonomy/0/1',
      'error of server at taxonomy/0/1',
    ],
    ['too many stars', repeated('Rating', ''), 'rating', { rating: 6 }, '', 'error of server at rating'],
    ['a number outside', repeated('Number', ' max="3"'), 'number', { number: 6 }, 'warning of editor at number', ''],
    ['a date', repeated('DateTime', ''), 'datetime', { datetime: 'soon' }, 'error of editor at datetime', ''],
    [
      'texts',
      repeated('TextArea', ' maxSubmissions="1"'),
      'textarea',
      { text: ['x', 'y'] },
      'warning of authoring at text',
      'warning of authoring at text',
    ],
    ['labels', repeated('Number', '', TREE), 'number', { number: 6 }, '', 'warning of server at number'],
    [
      'a choice whose text is a template',
      repeated('Choices', '', '<Choice value="Page {{idx}}"/>'),
      'choices',
      { choices: ['Page 0'] },
      '',
      'information of server at choices/0',
    ],
  ] as const) {
    test(`is minded by those who get there: ${what}`, () =>
      assert.deepEqual(gates(xml, type, value), [editor, server]));
  }
});
