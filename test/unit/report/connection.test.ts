import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SPEAKS_FOR } from '../../../src/core/versions';
import { type RecentConnection, readRecents, withRecent } from '../../../src/vscode/server/recents';
import { type ConnectionFacts, describeConnection, type Standing } from '../../../src/vscode/status/describeConnection';

const facts = (standing: Standing, more: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  server: 'https://ls.example.com/label-studio',
  project: 3,
  title: 'Ships',
  standing,
  checkedAt: '10:00',
  ...more,
});

describe('the connection in words', () => {
  const version = SPEAKS_FOR.labelStudio;

  test('a server that can be reached', () => {
    const { text, summary, lines, isProblem } = describeConnection(
      facts({ kind: 'reachable', version, title: 'Ships', tasks: 1 }),
    );
    assert.equal(text, '$(cloud) ls.example.com/label-studio · Ships');
    assert.equal(summary, 'Reachable; the project has 1 task.');
    assert.equal(isProblem, false);
    assert.ok(lines.includes(`The server is Label Studio ${version}, which the checks speak for.`));
  });
  test('another version than the checks speak for is said', () => {
    const { lines } = describeConnection(facts({ kind: 'reachable', version: '1.0.0', title: 'Ships', tasks: 2 }));
    assert.ok(lines.some((line) => line.includes(`1.0.0. The checks speak for ${version}`)));
  });
  test('trouble, with what to do', () => {
    const standing: Standing = {
      kind: 'trouble',
      trouble: 'token refused',
      message: 'It is not taken.',
      cure: 'Connect again.',
      version: undefined,
    };
    const { text, label, summary, isProblem } = describeConnection(facts(standing));
    assert.equal(text, '$(warning) ls.example.com/label-studio · token refused');
    assert.equal(
      label,
      'Label Studio server ls.example.com/label-studio, Ships: token refused. Press to see all server commands.',
    );
    assert.equal(summary, 'It is not taken. Connect again.');
    assert.equal(isProblem, true);
  });
  test('no token, no project, not looked at yet', () => {
    assert.match(describeConnection(facts({ kind: 'no-token' })).text, /no token$/);
    const none = describeConnection(facts({ kind: 'no-project', version }, { project: undefined, title: undefined }));
    assert.match(none.text, /no project$/);
    assert.match(describeConnection(facts({ kind: 'unchecked' })).summary, /^Not looked at yet/);
  });
  test('a title is text, and no longer than there is room', () => {
    const { text } = describeConnection(facts({ kind: 'unchecked' }, { title: `$(bug) ${'x'.repeat(100)}` }));
    assert.ok(text.includes('$ (bug)') && text.length < 80 && text.endsWith('…'));
  });
});

describe('connections that were used lately', () => {
  const one: RecentConnection = { server: 'http://a', project: 1, title: 'One' };
  const two: RecentConnection = { server: 'http://a', project: 2, title: 'Two' };

  test('the latest first, each once, with its latest title', () => {
    assert.deepEqual(withRecent(withRecent([one], two), { ...one, title: 'Uno' }), [{ ...one, title: 'Uno' }, two]);
  });
  test('not without end', () => {
    let list: RecentConnection[] = [];
    for (let project = 0; project < 50; project++) list = withRecent(list, { ...one, project });
    assert.equal(list.length, 20);
    assert.equal(list[0]?.project, 49);
  });
  test('what is no connection is passed over', () => {
    assert.deepEqual(readRecents([one, null, { server: 'http://a' }, 'x', two]), [one, two]);
    assert.deepEqual(readRecents('x'), []);
  });
});
