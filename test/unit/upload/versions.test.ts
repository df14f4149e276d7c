// Model versions as Label Studio makes them of what it is sent: what is stored has to be known again.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { versionName, versionOf } from '../../../src/core/upload/content';
import { versionsThere } from '../../../src/core/upload/facts';
import { countUnnamed } from '../../../src/core/upload/modelVersion';
import { readUpload } from '../../../src/core/upload/read';

/** What `str(json.loads(text))` of Python 3.12 says. */
const OF_PYTHON: Readonly<Record<string, string>> = {
  '1.10': '1.1',
  '1e2': '100.0',
  '1E5': '100000.0',
  '-0.0': '-0.0',
  '1e16': '1e+16',
  '1e15': '1000000000000000.0',
  '123456789012345678.0': '1.2345678901234568e+17',
  '1e-4': '0.0001',
  '1e-5': '1e-05',
  '1.5e-7': '1.5e-07',
  '1e22': '1e+22',
  '0.1': '0.1',
  '5e-324': '5e-324',
  '1.7976931348623157e308': '1.7976931348623157e+308',
  '-2.50': '-2.5',
  '100.0': '100.0',
  '0e0': '0.0',
  '-0': '0',
  '12345678901234567890123': '12345678901234567890123',
  '0.00012345': '0.00012345',
  '1234567.125': '1234567.125',
};

describe('a model version that is a number', () => {
  for (const [version, name] of Object.entries(OF_PYTHON)) {
    test(`${version} is ${name}`, () => assert.equal(versionOf({ version }), name));
  }
});

test('blanks around a version are those of Python', () => {
  assert.equal(versionName(' \t\u001f\u0085\u00a0\u2003v 1\u3000\u001c\n'), 'v 1');
  assert.equal(versionName('\ufeffv\u200b'), '\ufeffv\u200b');
  const named = (version: string): number =>
    countUnnamed(readUpload(`[{"task":1,"model_version":${version},"result":[]}]`, 'json'));
  assert.deepEqual(['" "', '"\\u0085"', '"\\u0020"', 'null', '"v"', '"\\ufeff"'].map(named), [1, 1, 1, 1, 0, 0]);
  // The name under which an import stores none.
  assert.deepEqual(['"undefined"', '" undefined "', '"Undefined"'].map(named), [1, 1, 0]);
});

test('a version with the name "null" is not the one of those that have none', () => {
  const read = readUpload('[{"task":1,"model_version":"null","result":[]},{"task":1,"result":[]}]', 'json');
  const there = (...modelVersions: Parameters<typeof versionsThere>[1]['modelVersions'][number][]) => [
    ...versionsThere(read, { modelVersions }),
  ];
  assert.deepEqual(there({ modelVersion: 'null', count: 3 }), ['null']);
  assert.deepEqual(there({ modelVersion: 'null', count: 0, uncounted: true }), ['']);
});
