/** Labeling configs in the editor of a real Label Studio: it gives up over those of which we say so, and over no others. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { configFaultPages } from '../../src/core/configLanguage/faultPages';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import type { ConfigAttribute } from '../../src/core/tags/attributes';
import { configTags } from '../../src/core/tags/configTags';
import { sharedLabelStudio } from '../harness/labelStudio';
import { type Looks, lookAtAll } from './looks';
import { type Media, startMedia } from './media';
import type { Job } from './projects';
import { EditorBrowser, type Look } from './session';
import { judge } from './verdict';

const server = sharedLabelStudio();

const faultsFor = (xml: string, gate: 'server' | 'editor') =>
  parseLabelingConfig(xml).faults.filter(
    ({ severity, gates = ['server'] }) => severity === 'error' && gates.includes(gate),
  );

/** Without a control there is nothing to label, and no task is opened. */
const hasControl = (xml: string): boolean => (parseLabelingConfig(xml).config?.controls.size ?? 0) > 0;

/** Examples that the server takes, by a name. */
const examples = configFaultPages.flatMap(({ code, failing, passing }) =>
  [...failing.map((xml) => [xml, 'failing'] as const), ...passing.map((xml) => [xml, 'passing'] as const)]
    .map(([xml, kind], n) => ({ id: `${code} ${kind} ${n}`, code, kind, xml }))
    .filter(({ xml }) => faultsFor(xml, 'server').length === 0 && hasControl(xml)),
);
const isPanel = (xml: string): boolean =>
  faultsFor(xml, 'editor').some(({ message }) => message.includes('error panel'));

const isBlank = (xml: string): boolean =>
  faultsFor(xml, 'editor').some(({ message }) => message.includes('blank page'));
const isSpinner = (xml: string): boolean =>
  faultsFor(xml, 'editor').some(({ message }) => message.includes('never gets done with loading'));

/** Whether we say so too. */
function isTold(tag: string, { name }: ConfigAttribute): boolean {
  const { faults } = parseLabelingConfig(`<View><${tag} ${name}="wrong"/></View>`);
  return faults.some(({ code }) => code === 'attribute-value-refused');
}

/** Every attribute with few values, each with one that is none of them. */
function wrongAttributes(): { xml: string; wrong: [tag: string, attribute: string][] } {
  const wrong: [tag: string, attribute: string][] = [];
  const tags = configTags.flatMap(({ tag, kind, edition, objects, attributes }, n) => {
    if (kind === 'visual' || kind === 'label' || edition === 'enterprise' || tag === 'Relations') return [];
    const strict = attributes.filter(
      ({ kind: of }) => of.kind === 'boolean' || of.kind === 'share' || (of.kind === 'enum' && of.strict),
    );
    const written = strict.map(({ name }) => `${name}="wrong"`);
    for (const one of strict) if (isTold(tag, one)) wrong.push([tag, one.name]);
    const to = (objects[0] ?? 'Image').toLowerCase();
    const own = kind === 'control' ? `toName="${to}" name="c${n}"` : `name="${tag.toLowerCase()}" value="$x"`;
    const inside = tag.endsWith('Labels')
      ? '<Label value="A"/>'
      : /^(?:Choices|Taxonomy)$/.test(tag)
        ? '<Choice value="A"/>'
        : '';
    return [`<${tag} ${own} ${written.join(' ')}>${inside}</${tag}>`];
  });
  return { xml: `<View>${tags.join('\n')}</View>`, wrong };
}

/** Models are called like their tags, but for these. */
const MODELS: Readonly<Record<string, string>> = { text: 'richtext', hypertext: 'richtext', audioplus: 'audio' };

/** Whether the panel names an attribute of a tag, or the tag as one over which its check failed. */
function isRefused(panel: readonly string[], tag: string, attribute: string): boolean {
  const type = tag.toLowerCase();
  const model = `${MODELS[type] ?? type}model`;
  return panel.some((line) => {
    const [name = '', field] = line.toLowerCase().split(' ');
    return (name === model && field === attribute.toLowerCase()) || name === type;
  });
}

describe('labeling configs in the editor', () => {
  const { xml: wrongXml, wrong } = wrongAttributes();
  let media: Media;
  let browser: EditorBrowser;
  let looks: Looks;

  before(async () => {
    media = await startMedia();
    browser = await EditorBrowser.open(server);
    const data = { image: `${media.url}/a.png`, images: [`${media.url}/a.png`], text: 'Fog', moods: ['Calm'], x: 'x' };
    const calm = { id: 'c', from_name: 'mood', to_name: 'body', type: 'choices' };
    const say = (choice: string) => [{ model_version: 'v', result: [{ ...calm, value: { choices: [choice] } }] }];
    const texts: Record<string, string> = { 'empty-alias': 'Calm', 'choice-with-variable': 'Under $50' };
    const jobs: Job[] = examples.map(({ id, code, kind, xml }) => {
      const choice = kind === 'failing' ? texts[code] : undefined;
      return { id, config: xml, task: { data, predictions: choice === undefined ? [] : say(choice) }, alone: true };
    });
    jobs.push({ id: 'attributes', config: wrongXml, task: { data, predictions: [] }, alone: true });
    looks = await lookAtAll(browser, server, jobs);
  });

  after(async () => {
    await browser?.close();
    media?.close();
  });

  function lookOf(id: string): Look {
    const look = looks.get(id);
    if (look instanceof Error) throw look;
    assert.ok(look, `${id} was not looked at`);
    return look;
  }

  for (const { id, xml } of examples) {
    const expected = isPanel(xml) ? 'panel' : isBlank(xml) ? 'blank' : isSpinner(xml) ? 'spinner' : 'shown';
    test(`${id}: ${expected}`, () => {
      const { state, panel, errors } = lookOf(id);
      assert.equal(state, expected, `${panel.join('; ')}\n${errors.join('; ').slice(0, 500)}\n${xml}`);
    });
  }

  for (const code of ['empty-alias', 'choice-with-variable']) {
    test(`${code}: the editor finds no choice for what the validator takes`, () => {
      const id = `${code} failing 0`;
      const say = code === 'empty-alias' ? 'Calm' : 'Under $50';
      const sent = [{ id: 'c', from_name: 'mood', to_name: 'body', type: 'choices', value: { choices: [say] } }];
      const { outcome, seen } = judge(sent, lookOf(id));
      assert.notEqual(outcome, 'ok', seen.join('; '));
    });
  }

  test('every attribute with few values is refused with another one', () => {
    const { state, panel } = lookOf('attributes');
    assert.equal(state, 'panel');
    const missing = wrong.filter(([tag, attribute]) => !isRefused(panel, tag, attribute));
    assert.deepEqual(missing, [], panel.slice(-60).join('\n'));
  });
});
