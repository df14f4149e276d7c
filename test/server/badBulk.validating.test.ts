// What an import of predictions is given, row by row. It tells neither ids nor, without validation, what it leaves out: each
// prediction that does not arrive has to be named all the same.
import {
  BAD_LABEL,
  BAD_NAME,
  BAD_RELATION,
  badInputTests,
  DROPPED,
  held,
  NOTHING,
  type Row,
  refused,
  region,
  stored,
} from './badInput';
import { upload } from './support';

const ALL: [number, RegExp] = [201, /^\{"created":2\}$/];
const ONE: [number, RegExp] = [201, /^\{"created":1\}$/];
const flat = (members: string): string => `{"task":TASK,"model_version":"row",${members}}`;
const R = `"result":[${region()}]`;
const NO_TASK: [number, RegExp] = [400, /contains invalid \\"task\\" field/];
const NO_TASK_ON: [number, RegExp] = [400, /Prediction 1: /];

const task: Row[] = [
  {
    input: 'a task that nobody has',
    unit: `{"task":99999999,${R}}`,
    off: NO_TASK,
    on: [400, /Prediction 1: Invalid task ID 99999999/],
    check: [],
    outcome: held('task-not-in-project', '/task'),
  },
  {
    input: 'a task of another project',
    unit: `{"task":OTHER,${R}}`,
    off: NO_TASK,
    on: NO_TASK_ON,
    check: [],
    outcome: held('task-not-in-project', '/task'),
  },
  {
    input: 'a task that is deleted when everything is planned',
    unit: flat(R),
    raw: null,
    off: ALL,
    check: [],
    gone: true,
    outcome: refused(/^task \d+ is not in the project any more/, '/task'),
    outcomeOn: refused(/^Invalid task ID/, '/task'),
  },
  {
    input: 'task as text',
    unit: `{"task":"TASK","model_version":"row",${R}}`,
    off: NO_TASK,
    on: NO_TASK_ON,
    check: ['wrong-type /task'],
    outcome: stored(),
  },
  {
    input: 'task null',
    unit: `{"task":null,${R}}`,
    off: NO_TASK,
    on: NO_TASK_ON,
    check: ['wrong-type /task'],
    outcome: held('task-not-id', '/task'),
  },
  { input: 'no task', unit: `{${R}}`, off: NO_TASK, on: NO_TASK_ON, check: [], outcome: held('no-task') },
  { input: 'task 9.0', unit: `{"task":TASK.0,"model_version":"row",${R}}`, off: ALL, check: [], outcome: stored() },
  {
    input: 'task a list',
    unit: `{"task":[TASK],${R}}`,
    off: [500, /unhashable type: 'list'/],
    check: ['wrong-type /task'],
    outcome: held('task-not-id', '/task'),
  },
];

const regions: Row[] = [
  {
    input: 'a region of no control tag',
    unit: flat(`"result":[${region()},${BAD_NAME}]`),
    off: ONE,
    on: [400, /Prediction 1: Region 1: 'from_name' 'zzz'/],
    check: ['unknown-from-name /result/1/from_name'],
    outcome: DROPPED,
    outcomeOn: refused(/'zzz' not found in configuration/, '/result/1'),
  },
  {
    input: 'a label that the labeling config has not',
    unit: flat(`"result":[${BAD_LABEL}]`),
    off: ONE,
    on: [400, /Prediction 1: Region 0: Invalid value/],
    check: ['label-not-in-config /result/0/value/rectanglelabels/0'],
    outcome: DROPPED,
    outcomeOn: refused(/valid labels: \['cat', 'dog'\]/, '/result/0'),
  },
  {
    input: 'a relation to no region',
    unit: flat(`"result":[${region()},${BAD_RELATION}]`),
    off: ONE,
    on: [400, /Prediction 1: .*Relation 1: 'to_id' 'nope'/],
    check: ['dangling-relation /result/1/to_id'],
    outcome: DROPPED,
    outcomeOn: refused(/relation: 'to_id' 'nope'/, '/result/1'),
  },
  {
    input: 'result missing',
    unit: '{"task":TASK}',
    off: ONE,
    on: [400, /Missing required field 'result'/],
    check: ['missing-key'],
    outcome: held('no-result'),
  },
  {
    input: 'result null',
    unit: '{"task":TASK,"result":null}',
    off: ONE,
    on: [400, /Prediction 1: /],
    check: ['wrong-type /result'],
    outcome: held('no-result'),
  },
  {
    input: 'result an object',
    unit: '{"task":TASK,"result":{"choices":["A"]}}',
    off: ONE,
    on: [400, /'result' must be a list/],
    check: ['wrong-type /result'],
    outcome: held('result-not-list', '/result'),
  },
  {
    input: 'a text among the regions',
    unit: flat(`"result":[${region()},"A"]`),
    off: ONE,
    on: [400, /Region must be a dictionary/],
    check: ['wrong-type /result/1'],
    outcome: held('region-not-object', '/result/1'),
  },
  {
    input: '1e400 in a region',
    unit: flat(`"result":[${region().replace('"value"', '"meta":{"a":1e400},"value"')}]`),
    off: [500, /./],
    check: ['unstorable-value /result/0'],
    outcome: held('not-finite'),
  },
];

const score: Row[] = [
  {
    input: 'score 5',
    unit: flat(`"score":5,${R}`),
    off: ONE,
    on: [400, /Prediction 1: Score must be/],
    check: ['out-of-range /score'],
    outcome: DROPPED,
    outcomeOn: refused(/between 0.00 and 1.00/, '/score'),
  },
  {
    input: 'score "abc"',
    unit: flat(`"score":"abc",${R}`),
    off: ONE,
    on: [400, /Prediction 1: Score must be/],
    check: ['wrong-type /score'],
    outcome: held('score-not-number', '/score'),
  },
  {
    input: 'score 1e400',
    unit: flat(`"score":1e400,${R}`),
    off: ONE,
    on: [400, /Prediction 1: Score must be/],
    check: ['unstorable-value /score'],
    outcome: held('not-finite'),
  },
];

const version: Row[] = [
  {
    input: 'model_version missing',
    unit: `{"task":TASK,${R}}`,
    off: ALL,
    check: [],
    outcome: stored({ model_version: '' }),
  },
  {
    input: 'model_version null',
    unit: `{"task":TASK,"model_version":null,${R}}`,
    off: ALL,
    check: ['wrong-type /model_version'],
    outcome: stored({ model_version: '' }),
  },
  {
    input: 'model_version 5',
    unit: `{"task":TASK,"model_version":5,${R}}`,
    off: ALL,
    check: ['wrong-type /model_version'],
    outcome: stored({ model_version: '5' }),
  },
  {
    input: 'model_version true',
    unit: `{"task":TASK,"model_version":true,${R}}`,
    off: ALL,
    check: ['wrong-type /model_version'],
    outcome: held('version-not-text', '/model_version'),
  },
  {
    input: 'model_version a list',
    unit: `{"task":TASK,"model_version":["a"],${R}}`,
    off: ALL,
    check: ['wrong-type /model_version'],
    outcome: held('version-not-text', '/model_version'),
  },
  {
    input: 'model_version with blanks around it',
    unit: `{"task":TASK,"model_version":" v ",${R}}`,
    off: ALL,
    check: [],
    outcome: stored({ model_version: 'v' }),
  },
  {
    input: 'model_version with half of a surrogate pair',
    unit: `{"task":TASK,"model_version":"a\\ud800",${R}}`,
    off: [500, /surrogates not allowed|can't encode/],
    check: ['unstorable-value /model_version'],
    outcome: held('lone-surrogate'),
  },
];

const others: Row[] = [
  {
    input: 'members that it does not keep',
    unit: flat(`"id":7,"cluster":3,"neighbors":{"a":1},"mislabeling":0.5,"project":1,"created_at":"x","foo":1,${R}`),
    off: ALL,
    check: [],
    outcome: stored({ cluster: null, neighbors: null, mislabeling: 0 }),
  },
  {
    input: 'a text instead of a prediction',
    unit: '"a"',
    off: [500, /no attribute 'get'/],
    check: ['not-an-object'],
    outcome: held('not-a-unit'),
  },
  {
    input: 'a number instead of a prediction',
    unit: '5',
    off: [500, /./],
    check: ['not-an-object'],
    outcome: held('not-a-unit'),
  },
];

badInputTests('many predictions', {
  good: (id, n) => `{"task":${id},"model_version":"good ${n}",${R}}`,
  send: (server, project, id, body) =>
    server.api(
      'POST',
      `/api/projects/${project}/import/predictions`,
      `[{"task":${id},"model_version":"good",${R}},${body}]`,
    ),
  sendBody: (server, project, body) => server.api('POST', `/api/projects/${project}/import/predictions`, body),
  upload: (client, project, text) => upload(client, project, text, { limits: { bulkFrom: 1 } }),
  rows: [...task, ...regions, ...score, ...version, ...others],
  files: [
    { input: 'an empty list', text: '[]', says: [201, /^\{"created":0\}$/], check: [], outcome: NOTHING },
    {
      input: 'nothing but braces',
      text: '{}',
      says: [201, /^\{"created":0\}$/],
      check: ['rejected-by-validator'],
      outcome: held('not-a-unit'),
    },
    { input: 'empty', text: '', says: [201, /^\{"created":0\}$/], check: [], outcome: NOTHING },
    {
      input: 'a list under a name',
      text: `{"predictions":[{"task":1,${R}}]}`,
      says: [500, /no attribute 'get'/],
      check: ['empty-data'],
      outcome: held('no-data'),
    },
    {
      input: 'a text',
      text: '"abc"',
      says: [500, /no attribute 'get'/],
      check: ['not-an-object'],
      outcome: held('not-a-unit'),
    },
    {
      input: 'a number',
      text: '5',
      says: [500, /object of type 'int' has no len/],
      check: ['not-an-object'],
      outcome: held('not-a-unit'),
    },
    { input: 'null', text: 'null', says: [500, /has no len/], check: ['not-an-object'], outcome: held('not-a-unit') },
  ],
});
