// What an import of tasks is given, row by row.
import { BAD_LABEL, BAD_RELATION, badInputTests, held, NOTHING, type Row, refused, region, stored } from './badInput';
import { upload } from './support';

const ALL: [number, RegExp] = [201, /"task_count":2,.*"prediction_count":2/];
/** The tasks are stored, and none of the predictions of the whole request. */
const BARE: [number, RegExp] = [500, /has no attribute 'db_predictions'/];
const task = (predictions: string, data = '{"image":"bad.png"}'): string =>
  `{"data":${data},"predictions":${predictions}}`;
const one = (members: string): string => task(`[{"model_version":"row",${members}}]`);
const R = `"result":[${region()}]`;

const regions: Row[] = [
  {
    input: 'a label that the labeling config has not',
    unit: one(`"result":[${BAD_LABEL}]`),
    off: ALL,
    on: [400, /Task 1, prediction 0: Region 0: Invalid value/],
    check: ['label-not-in-config /predictions/0/result/0/value/rectanglelabels/0'],
    outcome: stored(),
    outcomeOn: refused(/valid labels: \['cat', 'dog'\]/, '/predictions/0/result/0'),
  },
  {
    input: 'a relation to no region',
    unit: one(`"result":[${region()},${BAD_RELATION}]`),
    off: ALL,
    on: [400, /Task 1, prediction 0: .*Relation 1: 'to_id' 'nope'/],
    check: ['dangling-relation /predictions/0/result/1/to_id'],
    outcome: stored(),
    outcomeOn: refused(/relation: 'to_id' 'nope'/, '/predictions/0/result/1'),
  },
  {
    input: 'score 5',
    unit: one(`"score":5,${R}`),
    off: ALL,
    on: [400, /Task 1, prediction 0: Score must be/],
    check: ['out-of-range /predictions/0/score'],
    outcome: stored({ score: 5 }),
    outcomeOn: refused(/between 0.00 and 1.00/, '/predictions/0/score'),
  },
  {
    input: 'score "abc"',
    unit: one(`"score":"abc",${R}`),
    off: ALL,
    on: [400, /Task 1, prediction 0: Score must be/],
    check: ['wrong-type /predictions/0/score'],
    outcome: held('score-not-number', '/predictions/0/score'),
  },
];

const predictions: Row[] = [
  {
    input: 'a prediction that is a number',
    unit: task('[286]'),
    off: BARE,
    on: [400, /argument of type 'int' is not iterable/],
    check: [],
    outcome: held('prediction-by-id', '/predictions/0'),
  },
  {
    input: 'a prediction that is null',
    unit: task('[null]'),
    off: BARE,
    on: [400, /./],
    check: ['wrong-type /predictions/0'],
    outcome: held('not-a-prediction', '/predictions/0'),
  },
  {
    input: 'result null',
    unit: task('[{"result":null}]'),
    off: BARE,
    on: [400, /'result' must be a list/],
    check: ['wrong-type /predictions/0/result'],
    outcome: held('no-result', '/predictions/0'),
  },
  {
    input: 'a text among the regions',
    unit: task(`[{"result":[${region()},"A"]}]`),
    off: BARE,
    on: [400, /must be a dictionary/],
    check: ['wrong-type /predictions/0/result/1'],
    outcome: held('region-not-object', '/predictions/0/result/1'),
  },
  {
    input: 'result missing',
    unit: task('[{"score":0.5}]'),
    off: [400, /Error at item 1: Prediction must have \\"result\\" fields/],
    on: [400, /Task 1, prediction 0: Missing required field 'result'/],
    check: ['missing-key /predictions/0'],
    outcome: held('no-result', '/predictions/0'),
  },
  {
    input: 'result a text',
    unit: task('[{"result":"A"}]'),
    off: ALL,
    on: [400, /'result' must be a list/],
    check: ['wrong-type /predictions/0/result'],
    outcome: held('result-not-list', '/predictions/0/result'),
  },
  {
    input: 'predictions an object',
    unit: task(`{${R}}`),
    off: [400, /Error at item 1: Task\[predictions\] must be list/],
    on: [400, /Unexpected error during validation/],
    check: ['wrong-type /predictions'],
    outcome: held('predictions-not-list', '/predictions'),
  },
  {
    input: 'predictions a text',
    unit: task('"abc"'),
    off: [400, /Error at item 1: Task\[predictions\] must be list/],
    on: [400, /prediction 2/],
    check: ['wrong-type /predictions'],
    outcome: held('predictions-not-list', '/predictions'),
  },
  {
    input: 'predictions null',
    unit: task('null'),
    off: [500, /'NoneType' object is not iterable/],
    check: ['wrong-type /predictions'],
    outcome: NOTHING,
  },
  {
    input: 'model_version 5',
    unit: task(`[{"model_version":5,${R}}]`),
    off: ALL,
    check: ['wrong-type /predictions/0/model_version'],
    outcome: stored({ model_version: '5' }),
  },
  {
    input: 'model_version missing',
    unit: task(`[{${R}}]`),
    off: ALL,
    check: [],
    outcome: stored({ model_version: '' }),
  },
  {
    input: 'members that it does not keep',
    unit: one(`"id":7,"cluster":3,"neighbors":{"a":1},"project":1,"foo":1,${R}`),
    off: ALL,
    check: [],
    outcome: stored({ cluster: null, neighbors: null }),
  },
];

const data: Row[] = [
  {
    input: 'a key of the data missing',
    unit: task(`[{${R}}]`, '{"picture":"a.png"}'),
    off: [400, /Error at item 1: \\"image\\" key is expected in task data/],
    check: ['missing-data-key /data'],
    outcome: refused(/^"image" key is expected in task data/, '/data'),
  },
  {
    input: 'a value of the data of a wrong type',
    unit: task(`[{${R}}]`, '{"image":5}'),
    off: [400, /data\['image'\]=5 is of type 'int'/],
    check: ['wrong-kind-of-data /data/image'],
    outcome: refused(/^data\['image'\]=5 is of type 'int'/, '/data/image'),
  },
];

const send = 'import?return_task_ids=true';
badInputTests('new tasks', {
  good: (_, n) => task(`[{"model_version":"good ${n}",${R}}]`, `{"image":"good ${n}.png"}`),
  send: (server, project, _, body) =>
    server.api('POST', `/api/projects/${project}/${send}`, `[${task(`[{"model_version":"good",${R}}]`)},${body}]`),
  sendBody: (server, project, body) => server.api('POST', `/api/projects/${project}/${send}`, body),
  upload: (client, project, text) => upload(client, project, text, { importNew: ['no-id'], match: { by: 'new' } }),
  rows: [...regions, ...predictions, ...data],
  files: [
    { input: 'an empty list', text: '[]', says: [400, /load_tasks: No tasks added/], check: [], outcome: NOTHING },
    {
      input: 'null',
      text: 'null',
      says: [400, /No data found in DATA or in FILES/],
      check: ['not-an-object'],
      outcome: held('not-a-unit'),
    },
    {
      input: 'a list of a number',
      text: '[5]',
      says: [500, /./],
      check: ['not-an-object /0'],
      outcome: held('not-a-unit', '/0'),
    },
  ],
});
