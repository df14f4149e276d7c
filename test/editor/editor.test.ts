/**
 * The editor of a real Label Studio, asked in a browser. What was recorded of it is seen again, and our rules say the same;
 * every file that a fix has mended is shown whole, and can be submitted.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { editorCases } from '../unit/schema/fixtures';
import { editorErrors, isFound, placesIn, problemsOf } from '../unit/validation/editorProblems';
import { broken } from './broken';
import { chosen } from './chosen';
import { type Looks, lookAtAll } from './looks';
import { type Media, startMedia } from './media';
import { fileOf, mend, wrongWith } from './mend';
import { expected, jobOf, type Recorded, seen } from './recorded';
import { EditorBrowser } from './session';
import { judge } from './verdict';
import { submitAll, type Walk } from './walk';

const server = sharedLabelStudio();
let media: Media;
let browser: EditorBrowser;

before(async () => {
  media = await startMedia();
  browser = await EditorBrowser.open(server);
});

after(async () => {
  await browser?.close();
  media?.close();
});

describe('what was recorded of the editor', () => {
  const cases = recordedCases(process.env.LSP_EDITOR_CASES);
  let looks: Looks;

  before(async () => {
    looks = await lookAtAll(
      browser,
      server,
      cases.map((one) => jobOf(one, media.url)),
    );
  });

  for (const one of cases) {
    test(`is seen again: ${one.id}, ${one.what}: ${one.outcome}`, () => {
      const look = found(looks, one.id);
      const verdict = judge(one.prediction.result, look);
      assert.equal(verdict.outcome, one.outcome, `${verdict.seen.join('\n')}\nrecorded: ${one.detail}`);
      // Nothing stands still behind a spinner.
      if (one.outcome !== 'spinner') assert.deepEqual(seen(look, one), expected(one));
      if (one.outcome === 'ok') assert.deepEqual(editorErrors(one), []);
      else assert.ok(isFound(one), `${JSON.stringify(problemsOf(one), null, 1)} says nothing at ${placesIn(one)}`);
    });
  }
});

describe('a file that was mended', () => {
  const files = broken.map((one) => {
    const before = fileOf(one);
    const { text, fixed } = mend(before, one.guesses);
    return { one, before, after: { ...before, text }, fixed };
  });
  let walk: Walk;

  before(async () => {
    const jobs = files.map(({ one: { id }, after: { config, text } }) => {
      return { id, config, task: JSON.parse(text.replaceAll('{media}', media.url)) };
    });
    walk = await submitAll(browser, server, jobs);
  });

  for (const { one, before, after, fixed } of files) {
    test(`is shown whole and submitted: ${one.id} (${[...fixed.keys()]})`, () => {
      assert.ok(wrongWith(before).length > 0, 'nothing was wrong with the file');
      assert.deepEqual(wrongWith(after), [], after.text);
      const { look, stored } = found(walk, one.id);
      const { result } = JSON.parse(after.text).predictions[0];
      assert.deepEqual(judge(result, look), { outcome: 'ok', seen: [] }, after.text);
      if (stored instanceof Error) throw stored;
      assert.deepEqual(judge(result, { ...look, saved: stored }), { outcome: 'ok', seen: [] }, JSON.stringify(stored));
    });
  }
});

/** Why a recorded case is not for this test. */
const elsewhere: Readonly<Record<string, string>> = {
  'rect-result-null-item': 'the server refuses it, and the editor never sees it',
  'rect-predictions-off': 'a setting of the project, not the prediction',
  'rect-version-inactive': 'a setting of the project, not the prediction',
};

/** The chosen cases; all that a task can show if `all` is asked for. */
function recordedCases(which: string | undefined): Recorded[] {
  const cases = editorCases as Recorded[];
  if (which === 'all') return cases.filter((one) => !(one.id in elsewhere));
  return Object.keys(chosen).map((id) => {
    const found = cases.find((one) => one.id === id);
    assert.ok(found, `There is no recorded case ${id}.`);
    return found;
  });
}

/** What was seen of a task; throws what kept it from being seen. */
function found<Seen>(all: ReadonlyMap<string, Seen | Error>, id: string): Seen {
  const one = all.get(id);
  if (one instanceof Error) throw one;
  assert.ok(one, `${id} was not looked at`);
  return one;
}
