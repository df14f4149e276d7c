import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../../../scripts/lib/cleanup.mjs';
import { MissingPart } from '../../../scripts/setup/missing-part.mjs';
import { seedWorkspace } from '../../../scripts/start/seed.mjs';
import { orMissing, welcome } from '../../../scripts/start/welcome.mjs';

const noPython = new MissingPart('labelStudio', {
  missing: 'Python 3.10 or newer is missing.',
  cure: 'install it.',
  works: 'the rest.',
});

test('a start without Label Studio goes on with VS Code, and says what is missing', async () => {
  const server = await orMissing(() => Promise.reject(noPython));
  assert.equal(server, noPython);
  const text = welcome('http://127.0.0.1:1/?folder=x', 'copy-of-the-sample', server);
  assert.match(text, /VS Code with the extension: +http:\/\/127\.0\.0\.1:1\/\?folder=x/);
  assert.match(
    text,
    /There is no Label Studio to upload to\. Python 3\.10 or newer is missing\.\n +What to do: install it\./,
  );
  assert.doesNotMatch(text, /undefined|token/);
});

test('any other failure of the server ends the start', async () => {
  await assert.rejects(
    orMissing(() => Promise.reject(new Error('port taken'))),
    /port taken/,
  );
});

test('the sample of a start without Label Studio names no server', () => {
  const folder = temporaryFolder('start');
  try {
    const to = path.join(folder.dir, 'workspace');
    seedWorkspace('sample', to);
    assert.deepEqual(fs.readdirSync(to), fs.readdirSync('sample'));
  } finally {
    folder.remove();
  }
});
