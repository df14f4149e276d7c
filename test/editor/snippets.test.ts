/** Whole regions as completion inserts them, in the editor of a real Label Studio: shown whole and saved as they are. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { complete } from '../../src/core/completion/complete';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { accepted, endOfList } from '../harness/accepting';
import { sharedLabelStudio } from '../harness/labelStudio';
import { type Looks, lookAtAll } from './looks';
import { type Media, startMedia } from './media';
import type { Job } from './projects';
import { EditorBrowser } from './session';
import { judge } from './verdict';

const server = sharedLabelStudio();

const IMAGE = '<Image name="photo" value="$image"/>';
const TEXT = '<Text name="body" value="$text"/>';
const VIDEO = '<Video name="clip" value="$video"/>';
const LABELS = '<Label value="Ship"/><Label value="Buoy"/>';
const CHOICES = '<Choice value="Calm"/><Choice value="Storm"/>';
const on = (object: string, tag: string, name: string, inner = '', more = ''): string =>
  `<View>${object}<${tag} name="control" toName="${name}"${more}>${inner}</${tag}></View>`;

/** The controls that are used most, each with an object. Masks and vectors are left out: they fit one size of image. */
const CONTROLS: Readonly<Record<string, string>> = {
  RectangleLabels: on(IMAGE, 'RectangleLabels', 'photo', LABELS),
  Rectangle: on(IMAGE, 'Rectangle', 'photo'),
  'Rectangle with Labels': `<View>${IMAGE}<Rectangle name="control" toName="photo"/><Labels name="kind" toName="photo">${LABELS}</Labels></View>`,
  PolygonLabels: on(IMAGE, 'PolygonLabels', 'photo', LABELS),
  Polygon: on(IMAGE, 'Polygon', 'photo'),
  KeyPointLabels: on(IMAGE, 'KeyPointLabels', 'photo', LABELS),
  KeyPoint: on(IMAGE, 'KeyPoint', 'photo'),
  EllipseLabels: on(IMAGE, 'EllipseLabels', 'photo', LABELS),
  Ellipse: on(IMAGE, 'Ellipse', 'photo'),
  'Labels on Text': on(TEXT, 'Labels', 'body', LABELS),
  'Labels on Audio': on('<Audio name="rec" value="$audio"/>', 'Labels', 'rec', LABELS),
  HyperTextLabels: on('<HyperText name="page" value="$html"/>', 'HyperTextLabels', 'page', LABELS),
  ParagraphLabels: on('<Paragraphs name="talk" value="$talk" layout="dialogue"/>', 'ParagraphLabels', 'talk', LABELS),
  TimeSeriesLabels: on(
    '<TimeSeries name="log" value="$log" valueType="json" timeColumn="t"><Channel column="v"/></TimeSeries>',
    'TimeSeriesLabels',
    'log',
    LABELS,
  ),
  TimelineLabels: on(VIDEO, 'TimelineLabels', 'clip', LABELS),
  VideoRectangle: `<View>${VIDEO}<VideoRectangle name="control" toName="clip"/><Labels name="kind" toName="clip">${LABELS}</Labels></View>`,
  Choices: on(TEXT, 'Choices', 'body', CHOICES),
  Taxonomy: on(TEXT, 'Taxonomy', 'body', '<Choice value="Vessel"><Choice value="Sail"/></Choice>'),
  Rating: on(TEXT, 'Rating', 'body'),
  Number: on(TEXT, 'Number', 'body', '', ' min="2" max="9"'),
  DateTime: on(TEXT, 'DateTime', 'body', '', ' only="date"'),
  'DateTime in a format': on(TEXT, 'DateTime', 'body', '', ' format="%d.%m.%Y %H:%M"'),
  'RectangleLabels of odd labels': on(
    IMAGE,
    'RectangleLabels',
    'photo',
    '<Label value="say &quot;hi&quot; 5$ {a|b}, c\\d"/><Label value="é😀"/>',
  ),
  'Number in steps': on(TEXT, 'Number', 'body', '', ' min="10" step="5" max="22"'),
  'DateTime in limits': on(TEXT, 'DateTime', 'body', '', ' only="date" min="2020-01-01" max="2021-01-01"'),
  'Rating of two stars': on(TEXT, 'Rating', 'body', '', ' maxRating="2"'),
  TextArea: on(TEXT, 'TextArea', 'body'),
  Pairwise: `<View><Text name="one" value="$text"/><Text name="two" value="$text"/><Pairwise name="control" toName="one,two"/></View>`,
  Ranker: on('<List name="items" value="$items"/>', 'Ranker', 'items'),
};

/** A task with the region that completion offers for the control. */
function taskOf(xml: string, media: string) {
  const { config, faults } = parseLabelingConfig(xml);
  assert.deepEqual(faults, []);
  const data = {
    image: `${media}/a.png`,
    text: 'Alma and a marker in the storm.',
    audio: `${media}/a.wav`,
    video: `${media}/clip.mp4`,
    html: '<p>Fog over the harbour</p>',
    talk: [{ author: 'Ann', text: 'Fog over the harbour' }],
    log: { t: Array.from({ length: 30 }, (_, n) => n), v: Array.from({ length: 30 }, (_, n) => n % 7) },
    items: [
      { id: 'item1', title: 'One' },
      { id: 'item2', title: 'Two' },
    ],
  };
  const text = JSON.stringify({ data, predictions: [{ model_version: 'v1', result: [] }] });
  const [proposal] = complete(text, endOfList(text, ['predictions', 0, 'result']), { config, indent: '' });
  assert.ok(proposal, 'a region is proposed');
  return JSON.parse(accepted(text, proposal)) as Job['task'] & { predictions: { result: unknown[] }[] };
}

describe('a region as completion inserts it', () => {
  let media: Media;
  let browser: EditorBrowser;
  let looks: Looks;
  const tasks = new Map<string, ReturnType<typeof taskOf>>();

  before(async () => {
    media = await startMedia();
    for (const [id, xml] of Object.entries(CONTROLS)) tasks.set(id, taskOf(xml, media.url));
    browser = await EditorBrowser.open(server);
    const jobs = [...tasks].map(([id, task]) => ({ id, config: CONTROLS[id] as string, task }));
    looks = await lookAtAll(browser, server, jobs);
  });

  after(async () => {
    await browser?.close();
    media?.close();
  });

  for (const id of Object.keys(CONTROLS)) {
    test(`is shown whole: ${id}`, () => {
      const look = looks.get(id);
      if (look instanceof Error) throw look;
      const result = tasks.get(id)?.predictions[0]?.result;
      assert.ok(look && result && result.length > 0);
      assert.deepEqual(judge(result, look), { outcome: 'ok', seen: [] }, JSON.stringify(result));
    });
  }
});
