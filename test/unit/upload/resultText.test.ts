// The result of an upload in words.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeIds, describeResult } from '../../../src/core/upload/describe';
import { failing, flat, fresh, runOn } from './runs';

describe('the result in words', () => {
  test('what is stored, refused and unsent', async () => {
    const { result } = await runOn(flat(30), (n) => {
      if (n === 21) return failing('validation', { status: 400, envelope: { validation_errors: { score: ['bad'] } } });
      return n === 201 ? failing('token-invalid', { status: 401 }) : undefined;
    });
    const text = describeResult(result).join('\n');
    assert.match(text, /^Stored: \d+ predictions in project 3 "Simulated"\./);
    assert.match(
      text,
      /\nRefused by the server: 1 prediction\. Correct what it names and upload again\.\n {2}\/1\/score: score: bad\n/,
    );
    assert.match(text, /\nNot sent: \d+ predictions, from \/\d+ on\. Upload the file again/);
    assert.match(text, /\nStopped: /);
    assert.match(text, /\nLabel All Tasks does not show model version "v1" yet: choose it in /);
    assert.match(
      describeIds(result).join('\n'),
      /^\d+ predictions \(ids \d+-\d+(, \d+(-\d+)?)*\) on 1 task, model version "v1"$/,
    );
  });

  test('places are named as whoever asks wants them', async () => {
    const { result } = await runOn('[1,{"task":1,"result":[]}]', () => failing('token-invalid', { status: 401 }));
    const lines = describeResult(result, ({ start }) => `at ${start}`);
    assert.ok(lines.some((line) => line.startsWith('Not sent: 1 prediction (at 1). ')));
    assert.ok(lines.some((line) => line.startsWith('Not sent: 1 prediction, from at 3 on.')));
  });

  test('what is refused stands in the order of the file, whichever answer came first', async () => {
    const refused = (score: number) => failing('validation', { status: 400, envelope: { detail: `no ${score}` } });
    const { result } = await runOn(flat(3), (n) => {
      if (n !== 11) return refused(n);
      return new Promise((_, reject) => setTimeout(() => reject(refused(n)), 20));
    });
    assert.deepEqual(
      result.failed.map(({ pointer }) => pointer),
      ['/0', '/1', '/2'],
    );
  });

  test('thousands of ids are few lines', async () => {
    const list = `[${Array.from({ length: 3_000 }, (_, i) => `{"task":1,"result":[],"model_version":"v${i % 2}","score":0.${i + 1}1}`).join()}]`;
    const { result } = await runOn(`[${fresh(2).slice(1, -1)},${list.slice(1, -1)}]`, () => undefined, {
      limits: { bulkFrom: 1 },
    });
    const lines = describeIds(result);
    assert.equal(lines.length, 4, lines.join('\n'));
    assert.match(lines.join('\n'), /1,500 predictions \(ids .* and 1,490 more ranges\) on 1 task, model version "v0"/);
    assert.match(lines.join('\n'), /^4 predictions \(ids 3-4, 6-7\) on 2 tasks\n/);
    assert.match(lines.at(-1) ?? '', /^New: 2 tasks \(ids 2, 5\)$/);
  });

  test('nothing stored', async () => {
    const { result } = await runOn(flat(1), () => failing('token-invalid', { status: 403 }));
    assert.equal(describeResult(result)[0], 'Nothing was stored.');
    const lost = await runOn(flat(1), () => failing('cancelled', { maybeStored: true }));
    assert.deepEqual(describeResult(lost.result).slice(0, 2), ['Cancelled.', 'Nothing is known to be stored.']);
  });
});
