import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, settle, until } from './support';

const REGION =
  '{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["A"]}}';

/** Opens a text with the cursor marked by `|` and returns what is proposed there. */
async function proposals(name: string, marked: string): Promise<vscode.CompletionItem[]> {
  const at = marked.indexOf('|');
  const { document } = await open(name, marked.replace('|', ''));
  const position = document.positionAt(at);
  const ask = async (): Promise<vscode.CompletionItem[]> => {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    return list.items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text);
  };
  // The schema of a file is asked for when the file is opened; the first answer can come without it.
  return until('proposals', async () => {
    const items = await ask();
    return items.length > 0 ? items : undefined;
  });
}

function labels(items: readonly vscode.CompletionItem[]): string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label).replace(/^"|"$/g, ''));
}

async function hoverText(name: string, marked: string): Promise<string> {
  const at = marked.indexOf('|');
  const { document } = await open(name, marked.replace('|', ''));
  const position = document.positionAt(at);
  return until('a hover', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    return hovers
      .flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)))
      .join('\n');
  });
}

/** The same expectations for a file of VS Code's JSON service and for one of ours. */
const FORMS: [what: string, extension: string, wrap: (unit: string) => string][] = [
  ['.json, by the JSON service', 'predictions.json', (unit) => `[${unit}]`],
  ['.jsonl, by our own provider', 'predictions.jsonl', (unit) => unit],
  ['a single object', 'prediction.json', (unit) => unit],
];

for (const [what, extension, wrap] of FORMS) {
  describe(`completion and hover in ${what}`, () => {
    afterEach(closeAll);

    it('keys of a prediction', async () => {
      const found = labels(await proposals(`p.${extension}`, wrap('{"task":1,"result":[],|}')));
      for (const key of ['score', 'model_version']) assert.ok(found.includes(key), found.join());
      assert.ok(!found.includes('result'));
      assert.equal(new Set(found).size, found.length, 'no proposal twice');
    });

    it('types, and the keys of the value of one', async () => {
      const types = labels(await proposals(`t.${extension}`, wrap('{"task":1,"result":[{"type":"|"}]}')));
      for (const type of ['rectanglelabels', 'choices', 'relation', 'brushlabels'])
        assert.ok(types.includes(type), types.join());
      assert.equal(new Set(types).size, types.length, 'no proposal twice');
      const keys = labels(
        await proposals(`v.${extension}`, wrap('{"task":1,"result":[{"type":"ellipselabels","value":{|}}]}')),
      );
      for (const key of ['radiusX', 'radiusY', 'ellipselabels']) assert.ok(keys.includes(key), keys.join());
      assert.ok(!keys.includes('height'), keys.join());
    });

    it('a skeleton per control tag', async () => {
      const items = await proposals(`s.${extension}`, wrap('{"task":1,"result":[|]}'));
      const found = labels(items);
      for (const tag of ['RectangleLabels', 'Choices', 'TextArea']) {
        assert.ok(
          found.some((label) => label.startsWith(tag)),
          `${tag} in ${found.join()}`,
        );
      }
      const box = items[found.findIndex((label) => label.startsWith('RectangleLabels'))];
      assert.ok(box?.insertText instanceof vscode.SnippetString);
    });

    it('what a key means, with its unit', async () => {
      const text = await hoverText(
        `h.${extension}`,
        wrap(`{"task":1,"result":[${REGION.replace('"width"', '"wi|dth"')}]}`),
      );
      assert.match(text, /percent/i);
      assert.equal(text.match(/percent of the image width/gi)?.length ?? 0, 1, 'said once');
    });
  });
}

describe('snippets', () => {
  afterEach(closeAll);

  it('in a line of JSONL stay in that line', async () => {
    const items = await proposals('line.predictions.jsonl', '{"task":1,"result":[|]}');
    for (const { insertText } of items) {
      const text = insertText instanceof vscode.SnippetString ? insertText.value : String(insertText);
      assert.ok(!text.includes('\n'), text);
    }
  });

  it('of a file are found by the type that is typed', async () => {
    const items = await proposals('found.predictions.json', '[{"task":1,"result":[|]}]');
    const box = items.find(({ label }) => label === 'RectangleLabels region');
    assert.match(String(box?.filterText), /^\{"type":"rectanglelabels"/);
  });
});

describe('a unit of many characters', () => {
  afterEach(closeAll);
  const mask = `"value":{"format":"rle","rle":[${'12,'.repeat(200_000)}1]}`;

  for (const [what, extension, wrap] of FORMS.slice(1, 2)) {
    it(`keys and hover behind a mask, where they belong, in ${what}`, async () => {
      const marked = wrap(`{"task":1,"result":[{"type":"brushlabels",${mask},"from_name":"b","to_|"}]}`);
      const at = marked.indexOf('|');
      const items = await proposals(`long.${extension}`, marked);
      const key = items.find(({ label }) => label === 'to_name' || label === '"to_name"');
      assert.ok(key, labels(items).join());
      const { range } = key;
      if (range !== undefined) {
        const { start, end } = range instanceof vscode.Range ? range : range.replacing;
        assert.deepEqual([start.line, start.character, end.character], [0, at - 4, at + 1]);
      }
      const whole = wrap(`{"task":1,"result":[{"type":"brushlabels",${mask},"from_n|ame":"b"}]}`);
      assert.match(await hoverText(`hover.${extension}`, whole), /name/i);
    });
  }
});

describe('the labeling config', () => {
  afterEach(closeAll);

  for (const name of ['label_config.xml', 'labeling_config.xml', 'ships.label-config.xml']) {
    it(`${name} has a language of its own`, async () => {
      // In a folder of its own, or it would be the config of every other test's files.
      const { document } = await open(`language/${name}`, '<View/>');
      assert.equal(document.languageId, 'label-studio-config');
    });
  }

  it('other XML has not', async () => {
    const { document } = await open('other.xml', '<View/>');
    await settle(100);
    assert.equal(document.languageId, 'xml');
  });
});
