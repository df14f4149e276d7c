import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { IGrammar } from 'vscode-textmate';
import { catalogue } from '../../src/core/tags/catalogue';
import { loadGrammar, tokenize } from './tokenize';

const { TAGS }: { TAGS: Readonly<Record<'control' | 'object' | 'label' | 'visual', readonly string[]>> } = await import(
  pathToFileURL(join(process.cwd(), 'scripts/generate/grammar.mjs')).href
);

/** Tags that the editor has and for which Label Studio's validator knows no result: coloured, not in the catalogue. */
const WITHOUT_RESULT = ['Cube', 'CubeLabels'];
/** Tags of the catalogue that are the object of their own results; they are coloured as what they show. */
const SELF_REFERENCING = ['Chat', 'ReactCode'];

const without = (names: readonly string[], ...others: (readonly string[])[]) =>
  names.filter((name) => !others.flat().includes(name)).sort();

describe("the grammar's tag names and the catalogue of control tags", () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar();
  });
  const names = catalogue.map(({ tag }) => tag);
  const scopesOf = (tag: string) => tokenize(grammar, `<${tag} name="a"/>`).lines[0]?.[1];

  test('are the same control tags', () => {
    assert.deepEqual(without(TAGS.control, WITHOUT_RESULT), without(names, SELF_REFERENCING));
    assert.deepEqual(without(SELF_REFERENCING, names), []);
    assert.deepEqual(without(SELF_REFERENCING, TAGS.object), []);
  });

  test('know the same object tags', () => {
    const objects = catalogue.flatMap((tag) => tag.objects);
    assert.ok(objects.length > 0);
    assert.deepEqual(without(objects, TAGS.object), []);
  });

  test('no name is in two lists', () => {
    const all = Object.values(TAGS).flat();
    assert.deepEqual(
      all.filter((name, index) => all.indexOf(name) !== index),
      [],
    );
  });

  for (const [kind, tags] of Object.entries(TAGS)) {
    test(`every ${kind} tag gets its scope, alone and as the start of a longer name not`, () => {
      for (const tag of tags) {
        const scope = `entity.name.tag.${kind}.label-studio-config`;
        assert.equal(scopesOf(tag)?.text, tag);
        assert.ok(scopesOf(tag)?.scopes.includes(scope), tag);
        assert.ok(!scopesOf(`${tag}-x`)?.scopes.includes(scope), `${tag}-x`);
      }
    });
  }
});
