// What Create prediction is given, row by row: kept back, or refused with our words at the right place, or stored as it is.

import {
  BAD_LABEL,
  BAD_NAME,
  BAD_RELATION,
  badInputTests,
  held,
  NOTHING,
  type Row,
  refused,
  region,
  stored,
} from './badInput';
import { upload } from './support';

const OK: [number, RegExp] = [201, /"id"/];
const flat = (members: string): string => `{"task":TASK,"model_version":"row",${members}}`;
const R = `"result":[${region()}]`;

const task: Row[] = [
  {
    input: 'no task',
    unit: `{${R}}`,
    off: [400, /"task":\["This field is required/],
    check: [],
    outcome: held('no-task'),
  },
  {
    input: 'task null',
    unit: `{"task":null,${R}}`,
    off: [400, /may not be null/],
    check: ['wrong-type /task'],
    outcome: held('task-not-id', '/task'),
  },
  {
    input: 'a task that nobody has',
    unit: `{"task":99999999,${R}}`,
    off: [400, /Invalid pk/],
    check: [],
    outcome: held('task-not-in-project', '/task'),
  },
  {
    input: 'task "abc"',
    unit: `{"task":"abc",${R}}`,
    off: [400, /Incorrect type. Expected pk value/],
    check: ['wrong-type /task'],
    outcome: held('task-not-id', '/task'),
  },
  {
    input: 'task true',
    unit: `{"task":true,${R}}`,
    off: [400, /Incorrect type/],
    check: ['wrong-type /task'],
    outcome: held('task-not-id', '/task'),
  },
  {
    input: 'task a list',
    unit: `{"task":[TASK],${R}}`,
    off: [400, /Incorrect type/],
    check: ['wrong-type /task'],
    outcome: held('task-not-id', '/task'),
  },
  {
    input: 'task as text',
    unit: `{"task":"TASK","model_version":"row",${R}}`,
    off: OK,
    check: ['wrong-type /task'],
    outcome: stored(),
  },
  { input: 'task 2.0', unit: `{"task":TASK.0,"model_version":"row",${R}}`, off: OK, check: [], outcome: stored() },
  {
    input: 'a task of another project',
    unit: `{"task":OTHER,${R}}`,
    off: OK,
    check: [],
    outcome: held('task-not-in-project', '/task'),
  },
  {
    input: 'a task that is deleted when everything is planned',
    unit: flat(R),
    raw: null,
    off: OK,
    check: [],
    gone: true,
    outcome: refused(/^task: Invalid pk/, '/task'),
  },
  { input: 'another project', unit: flat(`"project":ELSEWHERE,${R}`), off: OK, check: [], outcome: stored() },
  {
    input: 'a project that nobody has',
    unit: flat(`"project":99999999,${R}`),
    off: [400, /Invalid pk/],
    check: [],
    outcome: stored(),
  },
];

const result: Row[] = [
  ...['5', 'true', '{"foo":1}'].map(
    (value): Row => ({
      input: `result ${value}`,
      unit: flat(`"result":${value}`),
      off: [201, /"result":null/],
      on: [400, /must be a list/],
      check: ['wrong-type /result'],
      outcome: held('result-not-list', '/result'),
    }),
  ),
  {
    input: 'result missing',
    unit: '{"task":TASK}',
    off: [400, /"result":\["This field is required/],
    check: ['missing-key'],
    outcome: held('no-result'),
  },
  {
    input: 'result null',
    unit: '{"task":TASK,"result":null}',
    off: [400, /may not be null/],
    check: ['wrong-type /result'],
    outcome: held('no-result'),
  },
  {
    input: 'result a text',
    unit: '{"task":TASK,"result":"A"}',
    off: OK,
    on: [400, /'result' must be a list/],
    check: ['wrong-type /result'],
    outcome: held('result-not-list', '/result'),
  },
  {
    input: 'result an object that fits',
    unit: '{"task":TASK,"result":{"choices":["A"]}}',
    off: OK,
    on: [400, /must be a list/],
    check: ['wrong-type /result'],
    outcome: held('result-not-list', '/result'),
  },
  {
    input: 'result 1.5',
    unit: '{"task":TASK,"result":1.5}',
    off: [400, /Incorrect format/],
    on: [400, /must be a list/],
    check: ['wrong-type /result'],
    outcome: held('result-not-list', '/result'),
  },
  {
    input: 'a text among the regions',
    unit: flat(`"result":[${region()},"A"]`),
    off: [400, /should be dict/],
    on: [400, /Region must be a dictionary/],
    check: ['wrong-type /result/1'],
    outcome: held('region-not-object', '/result/1'),
  },
  { input: 'no regions', unit: flat('"result":[]'), off: OK, check: [], outcome: stored({ result: [] }) },
];

const version: Row[] = [
  {
    input: 'model_version missing',
    unit: `{"task":TASK,${R}}`,
    off: [201, /"model_version":""/],
    check: [],
    outcome: stored({ model_version: '' }),
  },
  {
    input: 'model_version empty',
    unit: `{"task":TASK,"model_version":"",${R}}`,
    off: [201, /"model_version":""/],
    check: [],
    outcome: stored({ model_version: '' }),
  },
  {
    input: 'model_version null',
    unit: `{"task":TASK,"model_version":null,${R}}`,
    off: [400, /may not be null/],
    check: ['wrong-type /model_version'],
    outcome: stored({ model_version: '' }),
  },
  {
    input: 'model_version 5',
    unit: `{"task":TASK,"model_version":5,${R}}`,
    off: [201, /"model_version":"5"/],
    check: ['wrong-type /model_version'],
    outcome: stored({ model_version: '5' }),
  },
  {
    input: 'model_version true',
    unit: `{"task":TASK,"model_version":true,${R}}`,
    off: [400, /Not a valid string/],
    check: ['wrong-type /model_version'],
    outcome: held('version-not-text', '/model_version'),
  },
  {
    input: 'model_version a list',
    unit: `{"task":TASK,"model_version":["a"],${R}}`,
    off: [400, /Not a valid string/],
    check: ['wrong-type /model_version'],
    outcome: held('version-not-text', '/model_version'),
  },
  {
    input: 'model_version with blanks around it',
    unit: `{"task":TASK,"model_version":"  v 1  ",${R}}`,
    off: [201, /"model_version":"v 1"/],
    check: [],
    outcome: stored({ model_version: 'v 1' }),
  },
  {
    input: 'model_version with a null character',
    unit: `{"task":TASK,"model_version":"a\\u0000",${R}}`,
    off: [400, /Null characters are not allowed/],
    check: ['unstorable-value /model_version'],
    outcome: held('null-character'),
  },
  {
    input: 'model_version with half of a surrogate pair',
    unit: `{"task":TASK,"model_version":"a\\ud800",${R}}`,
    off: [400, /Surrogate characters are not allowed/],
    check: ['unstorable-value /model_version'],
    outcome: held('lone-surrogate'),
  },
];

const score: Row[] = [
  {
    input: 'score null',
    unit: flat(`"score":null,${R}`),
    off: [201, /"score":null/],
    check: [],
    outcome: stored({ score: null }),
  },
  {
    input: 'score as text',
    unit: flat(`"score":"0.5",${R}`),
    off: [201, /"score":0.5/],
    check: ['wrong-type /score'],
    outcome: held('score-not-number', '/score'),
  },
  {
    input: 'score true',
    unit: flat(`"score":true,${R}`),
    off: [201, /"score":1.0/],
    check: ['wrong-type /score'],
    outcome: held('score-not-number', '/score'),
  },
  {
    input: 'score 5',
    unit: flat(`"score":5,${R}`),
    off: [201, /"score":5.0/],
    on: [400, /Score must be between/],
    check: ['out-of-range /score'],
    outcome: stored({ score: 5 }),
    outcomeOn: refused(/between 0.00 and 1.00/, '/score'),
  },
  {
    input: 'score -1',
    unit: flat(`"score":-1,${R}`),
    off: [201, /"score":-1.0/],
    on: [400, /Score must be between/],
    check: ['out-of-range /score'],
    outcome: stored({ score: -1 }),
    outcomeOn: refused(/between 0.00 and 1.00/, '/score'),
  },
  {
    input: 'score "abc"',
    unit: flat(`"score":"abc",${R}`),
    off: [400, /A valid number is required/],
    check: ['wrong-type /score'],
    outcome: held('score-not-number', '/score'),
  },
  {
    input: 'score a list',
    unit: flat(`"score":[0.5],${R}`),
    off: [400, /A valid number is required/],
    check: ['wrong-type /score'],
    outcome: held('score-not-number', '/score'),
  },
  {
    input: 'score 1e400',
    unit: flat(`"score":1e400,${R}`),
    off: [500, /./],
    on: [400, /got inf/],
    check: ['unstorable-value /score'],
    outcome: held('not-finite'),
  },
  {
    input: 'score "nan"',
    unit: flat(`"score":"nan",${R}`),
    off: [500, /./],
    on: [400, /got nan/],
    check: ['wrong-type /score'],
    outcome: held('score-not-number', '/score'),
  },
  {
    input: 'score NaN',
    unit: flat(`"score":NaN,${R}`),
    off: [400, /JSON parse error - Out of range float/],
    check: [],
    outcome: held('broken-json'),
  },
  {
    input: 'Infinity in a region',
    unit: flat(`"result":[${region().replace('"x":1', '"x":Infinity')}]`),
    off: [400, /JSON parse error/],
    check: [],
    outcome: held('broken-json'),
  },
];

const regions: Row[] = [
  {
    input: 'a region of no control tag',
    unit: flat(`"result":[${region()},${BAD_NAME}]`),
    off: OK,
    on: [400, /Region 1: 'from_name' 'zzz' not found/],
    check: ['unknown-from-name /result/1/from_name'],
    outcome: stored(),
    outcomeOn: refused(/'zzz' not found in configuration/, '/result/1'),
  },
  {
    input: 'a relation to no region',
    unit: flat(`"result":[${region()},${BAD_RELATION}]`),
    off: OK,
    on: [400, /Relation 1: 'to_id' 'nope' not found/],
    check: ['dangling-relation /result/1/to_id'],
    outcome: stored(),
    outcomeOn: refused(/relation: 'to_id' 'nope'/, '/result/1'),
  },
  {
    input: 'a label that the labeling config has not',
    unit: flat(`"result":[${BAD_LABEL}]`),
    off: OK,
    on: [400, /Region 0: Invalid value/],
    check: ['label-not-in-config /result/0/value/rectanglelabels/0'],
    outcome: stored(),
    outcomeOn: refused(/valid labels: \['cat', 'dog'\]/, '/result/0'),
  },
];

const others: Row[] = [
  {
    input: 'members that the server gives itself',
    unit: flat(
      `"id":7,"created_at":"2020-01-01T00:00:00Z","updated_at":"x","created_ago":"x","state":"x","foo":[1],${R}`,
    ),
    off: OK,
    check: [],
    outcome: stored(),
  },
  {
    input: 'cluster, neighbors, mislabeling',
    unit: flat(`"cluster":3,"neighbors":{"a":1},"mislabeling":0.5,${R}`),
    off: [201, /"cluster":3,"neighbors":\{"a":1\},"mislabeling":0.5/],
    check: [],
    outcome: stored({ cluster: null, neighbors: null }),
  },
  {
    input: 'a list',
    unit: `[${flat(R)}]`,
    off: [400, /Expected a dictionary, but got list/],
    check: ['not-an-object'],
    outcome: held('not-a-unit'),
  },
  {
    input: 'nothing but braces',
    unit: '{}',
    off: [400, /"result":\["This field is required."\],"task":\["This field is required/],
    check: ['missing-key'],
    outcome: held('not-a-unit'),
  },
  { input: 'not JSON', unit: flat(`${R},`), off: [400, /JSON parse error/], check: [], outcome: held('broken-json') },
];

badInputTests('one prediction', {
  good: (id, n) => `{"task":${id},"model_version":"good ${n}",${R}}`,
  send: (server, _project, _task, body) => server.api('POST', '/api/predictions/', body),
  sendBody: (server, _project, body) => server.api('POST', '/api/predictions/', body),
  upload: (client, project, text) => upload(client, project, text, { limits: { bulkFrom: 1_000 } }),
  rows: [...task, ...result, ...version, ...score, ...regions, ...others],
  files: [
    { input: 'empty', text: '', says: [400, /./], check: [], outcome: NOTHING },
    {
      input: 'a number',
      text: '5',
      says: [400, /Expected a dictionary, but got int/],
      check: ['not-an-object'],
      outcome: held('not-a-unit'),
    },
  ],
});
