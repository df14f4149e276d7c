// What is around an upload by the command line: terminals, signals, reports that cannot be written, labeling configs.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, test } from 'node:test';
import { Output } from '../../src/cli/output';
import { parseUpload } from '../../src/cli/upload/options';
import { upload as uploadFiles } from '../../src/cli/upload/upload';
import { sharedLabelStudio } from '../harness/labelStudio';
import { box, CONFIG, CommandLine, flat, listed } from './commandLine';
import { type Exchange, type Stage, withFaultyProxy } from './faultyProxy';

const server = sharedLabelStudio();

async function withTasks(count: number, run: (line: CommandLine) => Promise<void>): Promise<void> {
  const line = await CommandLine.on(server, count);
  try {
    await run(line);
  } finally {
    line.remove();
  }
}

const NO_FAULT_OF_OURS = /mistake of ours|\n\s+at |Error:/;

describe('the question', () => {
  for (const [keys, code, said] of [
    ['y\r', 0, /Stored: 1 prediction/],
    ['n\r', 1, /^$/],
    ['\r', 1, /^$/],
    ['\u0004', 1, /^$/],
    ['\u0003', 2, /Cancelled\. Start again/],
    [undefined, 2, /Cancelled\. Start again/],
  ] as const) {
    test(`${keys === undefined ? 'a signal' : JSON.stringify(keys)} ends with ${code}, and nothing is stored but after a yes`, () =>
      withTasks(1, async (line) => {
        const file = line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
        const cancel = new AbortController();
        const input = new PassThrough();
        let text = '';
        const asked = new Writable({
          write(chunk, _, done) {
            if (String(chunk).includes('[y/N]')) setImmediate(() => (keys ? input.write(keys) : cancel.abort()));
            done();
          },
        });
        const stdout = new Writable({
          write(chunk, _, done) {
            text += chunk;
            done();
          },
        });
        const env = { LABEL_STUDIO_API_KEY: server.pat, XDG_STATE_HOME: line.dir };
        const args = [file, '--server', server.url, '--project', String(line.project)];
        const warnings: string[] = [];
        const ended = await uploadFiles(parseUpload(args, env), {
          cwd: line.dir,
          env,
          output: new Output(stdout),
          terminal: { input, output: Object.assign(asked, { isTTY: true }) },
          signal: cancel.signal,
          warn: (message) => warnings.push(message),
        });
        assert.equal(ended, code);
        assert.match(code === 0 ? text : warnings.join('\n'), said);
        assert.doesNotMatch(warnings.join('\n'), NO_FAULT_OF_OURS);
        assert.equal((await line.held()).length, code === 0 ? 1 : 0);
      }));
  }
});

describe('a report that nobody reads', () => {
  test('nothing is sent after a plan that nobody could read', () =>
    withTasks(2, async (line) => {
      line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
      const { code, stderr } = await line.upload('a.predictions.json', [], { isUnread: true });
      assert.deepEqual([code, stderr, await line.held()], [2, '', []]);
    }));

  test('what has been sent is said all the same', () =>
    withTasks(2, async (line) => {
      line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
      const { code, stderr } = await line.upload('a.predictions.json', ['--format', 'json'], { isUnread: true });
      assert.equal(code, 2);
      assert.match(stderr, /a\.predictions\.json:\n {2}Stored: 2 predictions/);
      assert.doesNotMatch(stderr, NO_FAULT_OF_OURS);
      assert.equal((await line.held()).length, 2);
    }));
});

describe('signals', () => {
  const slow = { target: server.url, share: 1, faults: ['delay'] as const };
  const isBulk = (_: string, at: string): boolean => at.includes('/import/predictions');

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`${signal}: what is on its way is waited for, and the rest is not sent`, () =>
      withTasks(1, async (line) => {
        const [id] = line.ids as [number];
        line.write('a.predictions.json', listed(Array.from({ length: 9 }, (_, n) => flat(id, n))));
        let kill = (_: NodeJS.Signals): void => {};
        let imports = 0;
        const onStage = ({ fault }: Exchange, stage: Stage): void => {
          if (stage === 'come' && fault && ++imports === 2) kill(signal);
        };
        const { code, stdout, stderr } = await withFaultyProxy({ ...slow, requests: isBulk, onStage }, ({ url }) =>
          line.upload('a.predictions.json', ['--batch', '3'], {
            url,
            started: (end) => {
              kill = end;
            },
          }),
        );
        assert.equal(code, 1);
        assert.match(stdout, /Stored: 6 predictions[\s\S]*Not sent: 3 predictions/);
        assert.match(stderr, /Cancelled: nothing more is sent/);
        assert.equal((await line.held()).length, 6);
      }));
  }

  test('a second one ends it at once, and the next run knows what has arrived', () =>
    withTasks(1, async (line) => {
      const [id] = line.ids as [number];
      line.write('a.predictions.json', listed(Array.from({ length: 9 }, (_, n) => flat(id, n))));
      let kill = (_: NodeJS.Signals): void => {};
      const onStage = ({ fault }: Exchange, stage: Stage): void => {
        if (stage !== 'come' || !fault) return;
        kill('SIGTERM');
        setTimeout(() => kill('SIGTERM'), 100);
      };
      const started = (end: typeof kill): void => {
        kill = end;
      };
      const [ended, again] = await withFaultyProxy({ ...slow, requests: isBulk, onStage }, async ({ url }) => [
        await line.upload('a.predictions.json', [], { url, started }),
        await line.upload('a.predictions.json', [], { url }),
      ]);
      assert.equal(ended?.code, 143);
      assert.equal(again?.code, 0, again?.stderr);
      assert.match(
        again?.stderr ?? '',
        /^[^\n]*a\.predictions\.json: an earlier upload to this project ended in the middle\.[^\n]*\n$/,
      );
      assert.equal((await line.held()).length, 9);
    }));
});

describe('the labeling config that a file is checked with', () => {
  for (const [what, config, args, said] of [
    ['is named and not there', undefined, ['--config', 'none.xml'], /--config none\.xml: there is no such file/],
    [
      'is named and broken',
      '<View>',
      ['--config', 'label_config.xml'],
      /its labeling config label_config\.xml cannot be used: The tag <View> is not ended/,
    ],
    ['is found and broken', '<View>', [], /its labeling config label_config\.xml cannot be used: .*--config.*--force/],
    [
      'has other labels',
      CONFIG.replace('"cat"', '"dog"'),
      [],
      /one error\. See them with: label-studio-predictions check a\.pred/,
    ],
    [
      'is named and has other labels',
      CONFIG.replace('"cat"', '"dog"'),
      ['--config', './label_config.xml'],
      /check --config label_config\.xml a\.pred/,
    ],
  ] as const) {
    test(`${what}: nothing is sent, and it is said why`, () =>
      withTasks(1, async (line) => {
        line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
        if (config !== undefined) line.write('label_config.xml', config);
        const { code, stderr, stdout } = await line.upload('a.predictions.json', args);
        assert.equal(code, 2);
        assert.match(stderr, said);
        assert.deepEqual([stdout, await line.held()], ['', []]);
      }));
  }

  test('is that of the project where there is none beside the file: what it has no place for is not sent', () =>
    withTasks(2, async (line) => {
      const [a, b] = line.ids as [number, number];
      const text = listed([flat(a), flat(b).replace('bbox', 'box'), flat(b).replace('"cat"', '"dog"')]);
      line.write('a.predictions.json', text);
      for (const more of [[], ['--dry-run']]) {
        const { code, stderr } = await line.upload('a.predictions.json', more);
        assert.equal(code, 2);
        assert.match(
          stderr,
          /2 errors by the labeling config of the project, the first at 2:\d+: .*"box".*label_config\.xml/,
        );
        assert.doesNotMatch(stderr, NO_FAULT_OF_OURS);
      }
      assert.deepEqual(await line.held(), []);
      assert.equal((await line.upload('a.predictions.json', ['--force'])).code, 0);
    }));

  test('is none where the project has none yet', () =>
    withTasks(1, async (line) => {
      await server.api('PATCH', `/api/projects/${line.project}/`, { label_config: '<View></View>' });
      line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
      assert.equal((await line.upload('a.predictions.json')).code, 0);
      assert.equal((await line.held()).length, 1);
    }));

  test('--force passes over it', () =>
    withTasks(1, async (line) => {
      line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
      line.write('label_config.xml', '<View>');
      assert.equal((await line.upload('a.predictions.json', ['--force'])).code, 0);
      assert.equal((await line.held()).length, 1);
    }));
});

test('a disk that is full: nothing is sent, nothing lies about, and nobody waits for it afterwards', () =>
  withTasks(3, async (line) => {
    line.write('a.predictions.json', listed(line.ids.map((id) => flat(id))));
    const { code, stdout } = await line.upload('a.predictions.json', [], { isFull: true });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /Nothing was stored\.[\s\S]*could not be noted on this machine first[\s\S]*Make room on the disk/,
    );
    const state = path.join(line.dir, 'label-studio-predictions', 'uploads');
    assert.deepEqual([readdirSync(state), await line.held()], [[], []]);
    const again = await line.upload('a.predictions.json');
    assert.deepEqual([again.code, again.stderr, (await line.held()).length], [0, '', 3]);
  }));

describe('tasks by a key of their data', () => {
  const task = (data: object, x: number): string =>
    `{"data":${JSON.stringify(data)},"predictions":[{"model_version":"v1","result":[${box(x)}]}]}`;

  test('a misspelt key, and tasks without the key, double nothing', () =>
    withTasks(2, async (line) => {
      line.write('a.tasks.json', listed([task({ image: '0.png', imgae: 1 }, 1), task({ image: '1.png' }, 2)]));
      const misspelt = await line.report('a.tasks.json', ['--match', 'data.imgae']);
      const reasons = ({ plan }: typeof misspelt) =>
        plan.cannotBeSent.map(({ pointer, reason }: { pointer: string; reason: string }) => `${pointer} ${reason}`);
      assert.deepEqual([misspelt.code, reasons(misspelt)], [1, ['/0 key-not-in-project', '/1 key-not-in-project']]);
      line.write('b.tasks.json', listed([task({ image: '0.png' }, 1), task({ text: 'no image' }, 2)]));
      const without = await line.report('b.tasks.json', ['--match', 'data.image', '--force']);
      assert.deepEqual([without.code, reasons(without)], [1, ['/1 task-without-key']]);
      assert.deepEqual([await line.taskCount(), (await line.held()).length], [2, 1]);
    }));

  test('a new one that stands in the file twice becomes one task, and the second upload completes it', () =>
    withTasks(1, async (line) => {
      line.write('a.tasks.jsonl', [1, 2, 3].map((x) => task({ image: 'new.png' }, x)).join('\n'));
      const codes: (number | null)[] = [];
      for (let round = 0; round < 3; round++) {
        codes.push((await line.upload('a.tasks.jsonl', ['--match', 'data.image'])).code);
      }
      assert.deepEqual([codes, await line.taskCount()], [[1, 0, 0], 2]);
      const last = await line.report('a.tasks.jsonl', ['--match', 'data.image']);
      assert.deepEqual([last.plan.same, last.plan.surplus], [3, []]);
    }));
});

test('a mistake in the command line names the help of its own command', () =>
  withTasks(0, async (line) => {
    const { code, stderr } = await line.upload('a.predictions.json', ['--batch', '0']);
    assert.equal(code, 2);
    assert.match(stderr, /--batch is "0"[\s\S]*label-studio-predictions upload --help/);
  }));
