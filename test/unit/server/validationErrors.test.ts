import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  parseServerErrors,
  pythonStrings,
  type SentKind,
  type ServerComplaint,
} from '../../../src/core/server/validationErrors';

const errors = (validation_errors: unknown): unknown => ({ detail: 'Validation error', validation_errors });

describe('what the server refuses is brought to its place', () => {
  type Row = [string, SentKind, unknown, ServerComplaint[]];
  const GOT =
    "Invalid value for control 'bbox'. Got: {'x': 1}. Valid options: expected fields: ['x', 'y']; valid labels: ['cat']";
  // What it got stands in the file, where it is underlined.
  const SAID = "Invalid value for control 'bbox'. Valid options: expected fields: ['x', 'y']; valid labels: ['cat']";
  const rows: Row[] = [
    [
      'regions of one prediction, both kinds of quotes',
      'create',
      { non_field_errors: [`Error validating prediction: ["Region 1: ${GOT}", 'Region 2: plain']`] },
      [
        { regionIndex: 1, message: SAID },
        { regionIndex: 2, message: 'plain' },
      ],
    ],
    [
      'relations come nested, also after a region',
      'create',
      {
        non_field_errors: [
          `Error validating prediction: ["Region 0: 'a' bad", ["Relation 2: 'to_id' 'nope' not found in regions"]]`,
        ],
      },
      [
        { regionIndex: 0, message: "'a' bad" },
        { regionIndex: 2, message: "relation: 'to_id' 'nope' not found in regions" },
      ],
    ],
    [
      'escapes of Python',
      'create',
      {
        non_field_errors: [
          String.raw`Error validating prediction: ['Region 0: \'x\' and "y" \\ \u00e9\x41 \U0001f600']`,
        ],
      },
      [{ regionIndex: 0, message: `'x' and "y" \\ \u00e9A \u{1F600}` }],
    ],
    [
      'a region that is named inside of another message is not one more',
      'create',
      { non_field_errors: [`Error validating prediction: ["Region 0: label 'Region 5: x' unknown"]`] },
      [{ regionIndex: 0, message: "label 'Region 5: x' unknown" }],
    ],
    [
      'a list that is cut off is read as far as it goes',
      'create',
      { non_field_errors: [`Error validating prediction: ["Region 3: 'a' bad", 'Region 4: cut`] },
      [
        { regionIndex: 3, message: "'a' bad" },
        { regionIndex: 4, message: 'cut' },
      ],
    ],
    [
      'no place in it',
      'create',
      { non_field_errors: [`Error validating prediction: ["Score must be between 0.00 and 1.00 inclusive, got 5.0"]`] },
      [{ field: 'score', message: 'Score must be between 0.00 and 1.00 inclusive, got 5.0' }],
    ],
    [
      'not a list',
      'create',
      { non_field_errors: ['Each item in prediction result should be dict'] },
      [{ message: 'Each item in prediction result should be dict' }],
    ],
    [
      'fields',
      'create',
      { task: ['Invalid pk "99999" - object does not exist.'], score: ['A valid number is required.'] },
      [
        { field: 'task', message: 'Invalid pk "99999" - object does not exist.' },
        { field: 'score', message: 'A valid number is required.' },
      ],
    ],
    [
      'tasks and their predictions, messages of several lines and relations',
      'import',
      {
        predictions: [
          'Prediction validation failed (3 errors):\n- Task 0, prediction 0: Region 0: first\nsecond line\n- Task 1, prediction 2: ["Relation 1: r"]\n- Task 4, prediction 0: Missing required field \'result\'\n',
        ],
      },
      [
        { taskIndex: 0, predictionIndex: 0, regionIndex: 0, message: 'first second line' },
        { taskIndex: 1, predictionIndex: 2, regionIndex: 1, message: 'relation: r' },
        { taskIndex: 4, predictionIndex: 0, message: "Missing required field 'result'" },
      ],
    ],
    [
      'a list of tasks and predictions',
      'import',
      { predictions: ['Task 3, prediction 1: Region 2: x', 'Task 4: y'] },
      [
        { taskIndex: 3, predictionIndex: 1, regionIndex: 2, message: 'x' },
        { taskIndex: 4, message: 'y' },
      ],
    ],
    [
      'the task gate, without the item that it repeats',
      'import',
      {
        non_field_errors: [
          {},
          'Error at item 1: "image" key is expected in task data [assume: item["data"] = task root with values] :: {\'data\': {\'a\': 1}}',
          "Errors ['x', 'y'] at item 2: a, b :: {'data': 1}",
        ],
      },
      [
        { taskIndex: 1, message: '"image" key is expected in task data' },
        { taskIndex: 2, message: 'a, b' },
      ],
    ],
    [
      'a list of predictions',
      'import',
      {
        non_field_errors: ['Prediction 1: Region 0: x', 'Prediction 2: Invalid task ID 7 - task not found in project'],
      },
      [
        { predictionIndex: 1, regionIndex: 0, message: 'x' },
        { predictionIndex: 2, field: 'task', message: 'Invalid task ID 7 - task not found in project' },
      ],
    ],
    ['fields of a task', 'import', [{ data: ['bad'] }], [{ message: 'data: bad' }]],
    ['nothing in it', 'import', {}, []],
  ];
  for (const [name, what, body, expected] of rows) {
    test(name, () => assert.deepEqual(parseServerErrors(errors(body), what), expected));
  }

  test('without validation_errors the detail is what there is', () => {
    assert.deepEqual(parseServerErrors({ detail: 'JSON parse error - x' }, 'create'), [
      { message: 'JSON parse error - x' },
    ]);
  });
  test('anything else gives nothing', () => {
    for (const odd of [undefined, null, 'text', 3, []]) assert.deepEqual(parseServerErrors(odd, 'create'), []);
  });
  test('a message without end is cut', () => {
    const [found] = parseServerErrors(errors({ result: ['x'.repeat(5_000)] }), 'create');
    assert.equal(found?.message.length, 400);
  });
});

describe('printed Python lists', () => {
  const rows: [string, string[] | undefined][] = [
    ['[\'a\', "b"]', ['a', 'b']],
    ["[['a'], ['b', ['c']]]", ['a', 'b', 'c']],
    ['[]', []],
    ["['a'", undefined],
    ["['a]", undefined],
    ["['a'] tail", undefined],
    ['[1, 2]', undefined],
    ['text', undefined],
    ["['\\q']", ['\\q']],
  ];
  for (const [text, expected] of rows) test(text, () => assert.deepEqual(pythonStrings(text), expected));
});
