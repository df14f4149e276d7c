// What an upload notes before it sends something, on a disk that is as disks are.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, test } from 'node:test';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import type { OpenRequest } from '../../../src/core/upload/journal';
import { waitForEarlier } from '../../../src/core/upload/run';
import type { UploadServer } from '../../../src/core/upload/uploadServer';
import { fileJournal, stateFolder } from '../../../src/platform/node/fileJournal';

const SERVER = 'http://127.0.0.1:1';
const REQUEST: OpenRequest = {
  id: '7-1-abc',
  server: SERVER,
  project: 3,
  at: 1_000,
  kind: 'bulk',
  predictions: 2,
  versions: {},
  content: 'abc',
  patience: 5_000,
};

describe('the journal of a command line', () => {
  let folders: { remove(): void }[] = [];
  afterEach(() => {
    for (const folder of folders) folder.remove();
    folders = [];
  });
  const newFolder = (): string => {
    const folder = temporaryFolder('journal');
    folders.push(folder);
    return folder.dir;
  };

  test('is in the folder for state that the system names, wherever it is used from', () => {
    const named = path.resolve('/', 'state');
    assert.equal(stateFolder({ XDG_STATE_HOME: named }, 'linux'), path.join(named, 'label-studio-predictions'));
    const usual = stateFolder({}, 'linux');
    assert.ok(path.isAbsolute(usual));
    assert.equal(stateFolder({ XDG_STATE_HOME: 'state' }, 'linux'), usual);
  });

  test('leaves nothing behind of what it could not keep', async () => {
    const dir = newFolder();
    mkdirSync(path.join(dir, `${REQUEST.id}.json`));
    await assert.rejects(fileJournal(dir).open(REQUEST));
    assert.deepEqual(readdirSync(dir), [`${REQUEST.id}.json`]);
  });

  test('keeps what is open until it is closed, for its server and project', async () => {
    const dir = path.join(newFolder(), 'not', 'there', 'yet');
    const journal = fileJournal(dir);
    assert.deepEqual(await journal.list(SERVER, 3), []);
    await journal.open(REQUEST);
    assert.deepEqual(await journal.list(SERVER, 3), [{ id: '7-1-abc', at: 1_000, patience: 5_000 }]);
    assert.deepEqual(await journal.list(SERVER, 4), []);
    for (const other of ['http://127.0.0.1:2', 'https://127.0.0.1:1', 'http://127.0.0.1:1/ls', 'http://10.0.0.1:1']) {
      assert.deepEqual(await journal.list(other, 3), [], other);
    }
    // The same server under other names of this machine.
    for (const same of ['http://localhost:1', 'http://[::1]:1']) assert.equal((await journal.list(same, 3)).length, 1);
    await journal.close('7-1-abc');
    await journal.close('7-1-abc');
    assert.deepEqual([await journal.list(SERVER, 3), readdirSync(dir)], [[], []]);
  });

  test('entries that are spoilt, or of another version, are waited for a while and then closed', async () => {
    const dir = newFolder();
    const journal = fileJournal(dir);
    const base = { server: SERVER, project: 3 };
    const spoilt = {
      cut: '{"server":"http',
      nothing: '',
      null: 'null',
      text: '"x"',
      'no-times': JSON.stringify(base),
      'other-times': JSON.stringify({ ...base, at: 'yesterday', patience: 'long' }),
      'other-id': JSON.stringify({ ...base, id: '../../elsewhere', at: 1_000, patience: 3_000 }),
      'for-ever': JSON.stringify({ ...base, at: 4e15, patience: 1e300 }),
      binary: '\u0000\ufffd\u0001',
    };
    for (const [name, text] of Object.entries(spoilt)) writeFileSync(path.join(dir, `${name}.json`), text);
    mkdirSync(path.join(dir, 'a-folder.json'));
    const listed = await journal.list(SERVER, 3);
    assert.deepEqual(listed.map(({ id }) => id).sort(), ['for-ever', 'no-times', 'other-id', 'other-times']);
    assert.ok(listed.every(({ patience }) => patience <= 7_200_000));
    let now = 2_000_000;
    const waits: number[] = [];
    const clock = {
      now: () => now,
      sleep: async (ms: number) => {
        waits.push(ms);
        now += ms;
      },
    };
    const server = { server: { base: SERVER }, modelVersions: async () => [] } as unknown as UploadServer;
    await waitForEarlier(server, 3, { clock, journal });
    const waited = waits.reduce((sum, ms) => sum + ms, 0);
    assert.ok(waited >= 60_000 && waited <= 7_300_000, `${waited}`);
    assert.deepEqual(await journal.list(SERVER, 3), []);
  });

  test('a folder that cannot be: says so instead of sending, and closing does no harm', async () => {
    const file = path.join(newFolder(), 'file');
    writeFileSync(file, '');
    const journal = fileJournal(path.join(file, 'uploads'));
    await assert.rejects(journal.open(REQUEST), /ENOTDIR/);
    await journal.close(REQUEST.id);
    assert.deepEqual(await journal.list(SERVER, 3), []);
  });
});
