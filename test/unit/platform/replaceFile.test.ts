import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { NotReplaced, Replacement, removeUnfinished } from '../../../src/platform/node/replaceFile';
import type { Detected } from '../../../src/platform/node/textDecoding';

const UTF8: Detected = { encoding: 'utf-8', markLength: 0 };

function folderWith(name: string, content: string): { dir: string; file: string } {
  const { dir } = temporaryFolder('replace');
  const file = path.join(dir, name);
  writeFileSync(file, content);
  return { dir, file };
}

describe('the replacement of a file', () => {
  test('counts only when it is committed, and keeps the mode', () => {
    const { dir, file } = folderWith('a.json', 'old');
    chmodSync(file, 0o640);
    const replacement = new Replacement(file, UTF8);
    replacement.write('ne');
    replacement.write('w \u{1F6A2}');
    replacement.finish();
    assert.equal(readFileSync(file, 'utf8'), 'old');
    replacement.commit();
    replacement.discard();
    assert.equal(readFileSync(file, 'utf8'), 'new \u{1F6A2}');
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(dir), ['a.json']);
  });

  test('leaves nothing behind when it is given up, or the process ends', () => {
    const { dir, file } = folderWith('a.json', 'old');
    new Replacement(file, UTF8).discard();
    assert.deepEqual(readdirSync(dir), ['a.json']);
    new Replacement(file, UTF8).write('half');
    assert.equal(readdirSync(dir).length, 2);
    removeUnfinished();
    assert.deepEqual(readdirSync(dir), ['a.json']);
  });

  test('is refused when somebody else has changed the file meanwhile', () => {
    const { dir, file } = folderWith('a.json', 'old');
    const replacement = new Replacement(file, UTF8);
    replacement.write('new');
    replacement.finish();
    writeFileSync(file, 'theirs');
    assert.throws(() => replacement.commit(), NotReplaced);
    replacement.discard();
    assert.equal(readFileSync(file, 'utf8'), 'theirs');
    assert.deepEqual(readdirSync(dir), ['a.json']);
  });

  test('goes where a link leads, and the link stays', () => {
    const { dir, file } = folderWith('a.json', 'old');
    const link = path.join(dir, 'link.json');
    symlinkSync('a.json', link);
    const replacement = new Replacement(link, UTF8);
    replacement.write('new');
    replacement.finish();
    replacement.commit();
    assert.equal(readFileSync(file, 'utf8'), 'new');
    assert.ok(lstatSync(link).isSymbolicLink());
  });

  const encodings: [Detected, number[]][] = [
    [{ encoding: 'utf-8', markLength: 3 }, [0xef, 0xbb, 0xbf, 0x61, 0xc3, 0xa4]],
    [{ encoding: 'utf-16le', markLength: 2 }, [0xff, 0xfe, 0x61, 0, 0xe4, 0]],
    [{ encoding: 'utf-16be', markLength: 2 }, [0xfe, 0xff, 0, 0x61, 0, 0xe4]],
    [{ encoding: 'utf-16le', markLength: 0 }, [0x61, 0, 0xe4, 0]],
  ];
  for (const [detected, bytes] of encodings) {
    test(`is written as the file was: ${detected.encoding}, ${detected.markLength} bytes of mark`, () => {
      const { file } = folderWith('a.json', 'old');
      const replacement = new Replacement(file, detected);
      replacement.write('aä');
      replacement.finish();
      replacement.commit();
      assert.deepEqual([...readFileSync(file)], bytes);
    });
  }
});
