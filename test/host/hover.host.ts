import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, until, write } from './support';

const CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship" hotkey="s"/></RectangleLabels>
</View>`;
const REGION =
  '{"id":"r1","from_name":"box","to_name":"photo","type":"rectanglelabels","original_width":200,"original_height":100,"value":{"x":10,"y":20,"width":30,"height":40,"rectanglelabels":["Ship"]}}';

/** Everything that is shown where the mark stands, once ours is part of it. */
async function hover(name: string, marked: string, ours: RegExp): Promise<string> {
  const { document } = await open(name, marked.replace('¦', ''));
  const position = document.positionAt(marked.indexOf('¦'));
  return until(`a hover with ${ours}`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const parts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
    const text = parts.map((part) => part.value).join('\n');
    return ours.test(text) && /percent|Kind of the region|control tag/.test(text) ? text : undefined;
  });
}

for (const [extension, wrap] of [
  ['predictions.json', (regions: string) => `[{"data":{"image":"a.png"},"predictions":[{"result":[${regions}]}]}]`],
  ['predictions.jsonl', (regions: string) => `{"data":{"image":"a.png"},"annotations":[{"result":[${regions}]}]}`],
] as const) {
  describe(`hover from the labeling config in *.${extension}`, () => {
    before(() => write('hover/label_config.xml', CONFIG));
    afterEach(closeAll);
    let n = 0;
    const at = (from: string, to: string, ours: RegExp) =>
      hover(`hover/h${n++}.${extension}`, wrap(REGION.replace(from, to)), ours);

    it('tells what the project knows beside what the key means, and nothing twice', async () => {
      for (const [from, to, ours] of [
        ['"box"', '"b¦ox"', /```xml\n<Image name="photo".*\n<RectangleLabels name="box"/],
        ['"width"', '"wi¦dth"', /60 px of 200/],
        ['"type":"', '"type":"¦', /x 20 px, y 20 px, 60 × 40 px of 200 × 100/],
      ] as const) {
        const lines = (await at(from, to, ours)).split(/\n+/).filter((line) => line !== '' && !line.startsWith('```'));
        assert.equal(new Set(lines).size, lines.length, lines.join('\n'));
      }
    });
  });
}
