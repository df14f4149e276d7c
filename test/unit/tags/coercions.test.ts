/** The coercions of the validator; the verdicts here are those of pydantic itself (2.14, as label-studio-sdk 2.1.2 has it). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FieldKind } from '../../../src/core/tags/catalogue';
import { sdkAccepts, sdkAcceptsField } from '../../../src/core/tags/coercions';

const string: FieldKind = { kind: 'string' };
const percent: FieldKind = { kind: 'float', max: 100 };

/** JSON texts that a kind of field takes, and that it does not. */
const table: readonly { name: string; kind: FieldKind; takes: string[]; rejects: string[] }[] = [
  {
    name: 'number',
    kind: { kind: 'float' },
    takes: [
      ...['0', '-1', '1.5', '1e30', '1e400', '-1e400', 'true', 'false', '123456789012345678901234567890'],
      ...['"1"', '" 1 "', '"\\t1\\n"', '"\\u00a01"', '"\\u00851"', '"+1"', '"-1"', '"1e1"', '"1E+2"', '".5"', '"5."'],
      ...['"1_0"', '"1_.0"', '"7_E7"', '"-_2"', '"inf"', '"-Infinity"', '"NaN"', '"01"', '"1e400"'],
    ],
    rejects: [
      ...['null', '[]', '{}', '[1]', '""', '" "', '"x"', '"0x10"', '"1,5"', '"１"', '"1__0"', '"_1"', '"1_"', '" 1_0"'],
      ...['"\\ufeff1"', '"\\u001c1"', '"1e"', '"e1"', '"."', '"+"', '"--1"', '"infinit"', `1${'0'.repeat(400)}`],
    ],
  },
  {
    name: 'number up to 100',
    kind: percent,
    takes: ['100', '100.0', '-1e400', '-5', '"100"', '"-inf"', 'true', '"1e2"'],
    rejects: ['100.0001', '101', '1e400', '"100.1"', '"nan"', '"inf"', 'null', `-1${'0'.repeat(400)}`],
  },
  {
    name: 'whole number',
    kind: { kind: 'int' },
    takes: [
      ...['0', '-1', '1.0', '-0.0', '1e2', 'true', 'false', '10000000000000000000', '9223372036854774784.0'],
      ...[
        '"1"',
        '" 1 "',
        '"+1"',
        '"-1"',
        '"01"',
        '"1_0"',
        '"1.0"',
        '"1.00"',
        '"-0"',
        '"10000000000000000000"',
        '"0__1"',
        '"00-5"',
      ],
    ],
    rejects: [
      ...['1.5', '1e19', '1e30', '1e400', 'null', '[]', '{}', '""', '"x"', '"1.5"', '"1e1"', '"1."', '".0"', '"0x10"'],
      ...['"1__0"', '"_1"', '"inf"', '"１"', '"1 0"', '"+-1"'],
    ],
  },
  {
    name: 'whole number from 0',
    kind: { kind: 'int', min: 0 },
    takes: ['0', '7', '2.0', 'true', '"2"', '"-0"'],
    rejects: ['-1', '-1.0', '"-1"', '2.5', '"2.5"', 'null'],
  },
  {
    name: 'byte',
    kind: { kind: 'int', min: 0, max: 255 },
    takes: ['0', '255', '255.0', '"255"', 'false'],
    rejects: ['256', '-1', '"256"', '1.5', 'null', '[0]'],
  },
  {
    name: 'boolean',
    kind: { kind: 'bool' },
    takes: [
      ...['true', 'false', '0', '1', '0.0', '1.0', '-0.0', '"true"', '"TRUE"', '"t"', '"yes"', '"Y"', '"on"', '"1"'],
      ...['"false"', '"f"', '"no"', '"n"', '"OFF"', '"0"'],
    ],
    rejects: ['2', '0.5', '-1', '" true "', '" true"', '""', '"2"', '"1.0"', 'null', '[]', '{}'],
  },
  { name: 'text', kind: string, takes: ['""', '"x"'], rejects: ['1', 'true', 'null', '[]', '{}'] },
  {
    name: 'start or end',
    kind: { kind: 'position' },
    takes: ['0', '1.5', '"x"', '""', 'true', '-1'],
    rejects: ['null', '[]', '{}', '[1]'],
  },
  {
    name: 'list of texts',
    kind: { kind: 'list', of: string },
    takes: ['[]', '["a"]', '["a","a"]'],
    rejects: ['"a"', 'null', '{}', '{"a":1}', '[1]', '["a",null]', '[["a"]]'],
  },
  { name: 'list with an entry', kind: { kind: 'list', of: string, min: 1 }, takes: ['["a"]'], rejects: ['[]'] },
  {
    name: 'point',
    kind: { kind: 'tuple', of: percent, length: 2 },
    takes: ['[1,2]', '["1",true]', '[-5,100]'],
    rejects: ['[]', '[1]', '[1,2,3]', '[101,2]', '[1,null]', '{"x":1,"y":2}', '"12"', 'null'],
  },
  {
    name: 'object of lists',
    kind: { kind: 'map', of: { kind: 'list', of: string } },
    takes: ['{}', '{"a":[]}', '{"a":["x"],"b":["y"]}'],
    rejects: ['[]', 'null', '"x"', '{"a":"x"}', '{"a":[1]}'],
  },
  {
    name: 'object with fields',
    kind: {
      kind: 'object',
      fields: {
        x: { kind: { kind: 'float' }, required: true, nullable: false },
        id: { kind: string, required: false, nullable: true },
        format: { kind: string, required: false, nullable: false },
      },
    },
    takes: ['{"x":1}', '{"x":"1","id":null}', '{"x":1,"format":"rle","other":[]}'],
    rejects: ['{}', '{"x":null}', '{"x":1,"id":5}', '{"x":1,"format":null}', '[]', 'null', '5'],
  },
  { name: 'anything', kind: { kind: 'any' }, takes: ['null', '1', '[]', '{}', '"x"'], rejects: [] },
];

describe('what the validator takes for', () => {
  for (const { name, kind, takes, rejects } of table) {
    test(name, () => {
      for (const json of takes) assert.equal(sdkAccepts(kind, JSON.parse(json), json), true, json);
      for (const json of rejects) assert.equal(sdkAccepts(kind, JSON.parse(json), json), false, json);
    });
  }

  test('null, only where the field may be null', () => {
    assert.equal(sdkAcceptsField({ kind: percent, required: false, nullable: true }, null), true);
    assert.equal(sdkAcceptsField({ kind: percent, required: false, nullable: false }, null), false);
    assert.equal(sdkAcceptsField({ kind: { kind: 'any' }, required: true, nullable: false }, null), true);
    assert.equal(sdkAcceptsField({ kind: percent, required: false, nullable: true }, 101), false);
  });

  test('large whole numbers: without their text they count as JSON.stringify writes them', () => {
    const int: FieldKind = { kind: 'int' };
    assert.equal(sdkAccepts(int, 1e19), true);
    assert.equal(sdkAccepts(int, 1e19, '1e19'), false);
    assert.equal(sdkAccepts(int, 1e21), false);
    assert.equal(sdkAccepts(int, 1e21, '1000000000000000000000'), true);
  });
});
