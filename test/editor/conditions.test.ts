/** Conditions of `visibleWhen` that cannot be told, in the editor: each comes to what we say, and those that can be told do not. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { sharedLabelStudio } from '../harness/labelStudio';
import type * as InPage from './page/look';
import { seed } from './projects';
import { EditorBrowser, type EditorPage } from './session';

const server = sharedLabelStudio();

declare const lookInPage: typeof InPage;

const MOOD =
  '<Text name="body" value="$text"/><Labels name="tag" toName="body"><Label value="Ship"/></Labels><Choices name="mood" toName="body"><Choice value="Calm"/><Choice value="Angry"/></Choices>';
const why = (attributes: string): string => `<View ${attributes}><Header value="Why?"/></View>`;
const area = (attributes: string): string => `<TextArea name="note" toName="body" ${attributes}/>`;
const config = (inner: string): string => `<View>${MOOD}${inner}</View>`;

const SHIP = { id: 'ship', from_name: 'tag', to_name: 'body', type: 'labels' };
const REGION = { ...SHIP, value: { start: 0, end: 3, text: 'Fog', labels: ['Ship'] } };
const ANGRY = { id: 'm', from_name: 'mood', to_name: 'body', type: 'choices', value: { choices: ['Angry'] } };
const NOTE = { id: 'n', from_name: 'note', to_name: 'body', type: 'textarea', value: { text: ['Loud'] } };

const selected = (rest: string): string => `visibleWhen="choice-selected" ${rest}`;
const unselected = (rest: string): string => `visibleWhen="choice-unselected" ${rest}`;
const region = (rest: string): string => `visibleWhen="region-selected" ${rest}`;

/** Whether the header can be seen with Calm, or no region, and then with Angry, or a region; `blank` when nothing is left. */
type Seen = boolean | 'blank';
const shown: [inner: string, told: string | undefined, at: Seen, then: Seen][] = [
  [why(selected('whenTagName="mood"')), undefined, false, true],
  [why(selected('whenTagName="mood" whenChoiceValue="Angry"')), undefined, false, true],
  [why(unselected('whenTagName="mood" whenChoiceValue="Angry"')), undefined, true, false],
  [why(selected('whenTagName="moods"')), 'never shown', false, false],
  [why(selected('whenTagName="tag"')), 'never shown', false, false],
  [why(unselected('whenTagName="moods"')), 'always shown', true, true],
  [why(unselected('whenTagName="body"')), 'always shown', true, true],
  [why(selected('whenTagName="moods" whenChoiceValue="Angry"')), 'blank page', 'blank', 'blank'],
  [why(unselected('whenTagName="tag" whenChoiceValue="Angry"')), 'blank page', 'blank', 'blank'],
  [
    `<View ${selected('whenTagName="mood" whenChoiceValue="Angry"')}>${why(selected('whenTagName="moods" whenChoiceValue="Calm"'))}</View>`,
    'blank page when it comes to show',
    false,
    'blank',
  ],
  [why(region('whenTagName="tag"')), undefined, false, true],
  [why(region('whenTagName="body"')), 'never shown', false, false],
  [why(region('whenTagName="mood"')), 'never shown', false, false],
  [why(region('whenTagName="tags"')), 'never shown', false, false],
];

/** What is sent with an answer in the text field; `fails` when the page throws. */
const submitted: [inner: string, told: string | undefined, saved: string[] | 'fails'][] = [
  [area(selected('whenTagName="mood" whenChoiceValue="Angry"')), undefined, ['mood', 'note']],
  [area(selected('whenTagName="moods" whenChoiceValue="Angry"')), 'Submit fails', 'fails'],
  [area(selected('whenTagName="moods"')), 'Submit leaves answers', ['mood']],
  [area(unselected('whenTagName="moods" whenChoiceValue="Angry"')), undefined, ['mood', 'note']],
];

function toldOf(xml: string): string | undefined {
  return parseLabelingConfig(xml).faults.find(({ code }) => code.startsWith('condition-'))?.message;
}

function assertTold(xml: string, told: string | undefined): void {
  const message = toldOf(xml);
  if (told === undefined) assert.equal(message, undefined);
  else assert.ok(message?.includes(told), message);
}

describe('conditions in the editor', () => {
  let browser: EditorBrowser;
  let tab: EditorPage;

  before(async () => {
    browser = await EditorBrowser.open(server);
  });

  after(() => browser?.close());

  async function open(xml: string, result: readonly unknown[]) {
    tab = await browser.newPage();
    const predictions = result.length > 0 ? [{ model_version: 'v', result }] : [];
    const task = { data: { text: 'Fog over the sea' }, predictions };
    const project = await seed(server, [{ id: 'condition', config: xml, task }]);
    return tab.look(project.id, project.tasks[0]?.id as number);
  }

  async function seen(): Promise<Seen> {
    if ((await tab.page.evaluate(() => lookInPage.progress())) === 'blank') return 'blank';
    return tab.page.getByText('Why?').isVisible();
  }

  for (const [inner, told, at, then] of shown) {
    test(`${inner}: ${told ?? 'works'}`, async () => {
      const xml = config(inner);
      assertTold(xml, told);
      await open(xml, [REGION]);
      assert.equal(await seen(), at);
      if (at !== 'blank') {
        const isOfRegion = inner.includes('region-selected');
        await tab.page
          .getByText(isOfRegion ? 'Fog' : /^Angry/)
          .first()
          .click();
        await tab.page.waitForTimeout(500);
      }
      assert.equal(await seen(), then);
      await tab.page.close();
    });
  }

  for (const [inner, told, names] of submitted) {
    test(`${inner}: ${told ?? 'works'}`, async () => {
      const xml = config(inner);
      assertTold(xml, told);
      const { state, saved } = await open(xml, [ANGRY, NOTE]);
      assert.equal(state, 'shown');
      const sent = Array.isArray(saved) ? saved.map(({ from_name: name }) => name) : 'fails';
      assert.deepEqual(sent, names);
      await tab.page.close();
    });
  }
});
