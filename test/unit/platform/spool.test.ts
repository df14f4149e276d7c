import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, test } from 'node:test';
import { Spool } from '../../../src/platform/node/spool';

const ours = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`label-studio-predictions-${process.pid}-`));

describe('what came through a pipe', () => {
  const parts = ['0123456789', 'abc', '', 'defghij', 'KLMNOPQRSTUVWXYZ'];
  const all = parts.join('');
  for (const inMemory of [1000, 12, 0]) {
    test(`can be read again, with ${inMemory} bytes in memory`, () => {
      const spool = new Spool(inMemory);
      let written = '';
      for (const part of parts) {
        spool.append(Buffer.from(part));
        written += part;
        for (let start = 0; start <= written.length; start++) {
          for (let end = start; end <= written.length; end++) {
            assert.equal(spool.read(start, end).toString(), all.slice(start, end));
          }
        }
      }
      spool.close();
      assert.deepEqual(ours(), []);
    });
  }
  test('a file that is in use has no name that somebody could open', () => {
    const spool = new Spool(0);
    spool.append(Buffer.from('secret'));
    if (process.platform !== 'win32') assert.deepEqual(ours(), []);
    spool.close();
    assert.deepEqual(ours(), []);
  });
});
