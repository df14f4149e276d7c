/**
 * What has to hold for any document and any edits. The tests run a share of it; `npm run fuzz` runs as much as it is
 * asked for.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseProblems } from '../../../src/core/engine/choose';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import type { TextChange } from '../../../src/core/engine/edit';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { isJson } from '../../../src/core/text/isJson';
import { stringSource } from '../../../src/core/text/lines';
import { scanUnits } from '../../../src/core/text/units';
import { emptyTally, SEVERITIES } from '../../../src/core/validation/problem';
import type { Reporting } from '../../../src/core/validation/reporting';
import { document, edit, type RandomDocument, type RandomEdit, type RandomSwap, swap, swapIn } from './generators';
import { applyTo, finish, said, saidFresh, saidStreamed } from './harness';

const { config } = parseLabelingConfig(
  '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels><Text name="text" value="$text"/><Labels name="tag" toName="text"><Label value="X"/></Labels></View>',
);
assert.ok(config);

/** Sizes from which on units are taken apart: nearly all, some, few, none. */
const large = fc.constantFrom(1, 100, 400, 1_000_000);
const configs = fc.constantFrom(undefined, config);
const reportings = fc.constantFrom<Reporting[]>(
  {},
  { gate: 'editor' },
  { gate: 'server', levels: { 'wrong-type': 'hint', 'out-of-range': 'off', 'duplicate-region-id': 'warning' } },
);

/** Every way of checking says the same, and every place lies in the text. */
export const sameInEveryWay = fc.property(
  document,
  large,
  configs,
  fc.constantFrom(1, 7, 1_000),
  fc.boolean(),
  ({ text, form }, size, own, piece, annotations) => {
    const options = { form, annotations, ...(own && { config: own }) };
    const whole = saidFresh(text, { ...options, large: 1e9 });
    assert.deepEqual(saidFresh(text, { ...options, large: size }), whole, 'region by region');
    assert.deepEqual(saidStreamed(text, { ...options, large: size }, piece), whole, 'as a stream');
  },
);

function changeOf(text: string, random: RandomEdit): TextChange {
  const offset = Math.floor(random.at * text.length);
  return { offset, removed: Math.min(random.removed, text.length - offset), text: random.text };
}

function assertInside(lines: readonly string[], text: string): void {
  for (const line of lines) {
    const [start = -1, end = -1] = (line.split(' ')[0] ?? '').split('-').map(Number);
    assert.ok(start >= 0 && start <= end && end <= text.length + 1, `${line} in ${text.length}`);
  }
}

/** Whatever a document has become by mutations: no throw, an end, and every place lies in the text. */
export const mutated = fc.property(
  document,
  fc.array(edit, { minLength: 1, maxLength: 6 }),
  large,
  ({ text: first, form }, edits, size) => {
    let text = first;
    for (const random of edits) text = applyTo(text, changeOf(text, random));
    assertInside(saidFresh(text, { form, large: size, reportSyntax: true, ...(config && { config }) }), text);
    assertInside(saidStreamed(text, { form, large: size, reportSyntax: true, ...(config && { config }) }, 64), text);
  },
);

type Step = { swap: RandomSwap } | { edit: RandomEdit };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: swap.map((random) => ({ swap: random })) },
  { weight: 2, arbitrary: edit.map((random) => ({ edit: random })) },
);
/** Some edits at once, then so many slices of work before the next ones. */
const round = fc.tuple(fc.array(step, { minLength: 1, maxLength: 3 }), fc.nat(5), configs, reportings);

/** A document check that edits are made in, and the text beside it. */
class Typing {
  readonly #check: DocumentCheck;
  readonly #history: TextChange[] = [];
  #version = 1;
  #config: typeof config | undefined;
  text: string;

  constructor(
    { text, form }: RandomDocument,
    private readonly size: number,
  ) {
    this.text = text;
    this.form = form;
    this.#check = new DocumentCheck(stringSource(text), { form, large: size });
  }

  readonly form: RandomDocument['form'];

  finish(): void {
    finish(this.#check);
  }

  work(slices: number): void {
    for (let slice = 0; slice < slices; slice++) this.#check.work(() => true);
  }

  take(random: Step): void {
    const change = this.#changeOf(random);
    if (!change) return;
    this.text = applyTo(this.text, change);
    this.#check.edit([change], stringSource(this.text, ++this.#version));
  }

  #changeOf(random: Step): TextChange | undefined {
    const back = 'edit' in random && random.edit.undo ? this.#history.pop() : undefined;
    if (back) return back;
    const change = 'swap' in random ? swapIn(this.text, random.swap) : changeOf(this.text, random.edit);
    if (change) {
      const { offset, removed } = change;
      this.#history.push({ offset, removed: change.text.length, text: this.text.slice(offset, offset + removed) });
    }
    return change;
  }

  setReporting(reporting: Reporting): void {
    this.#check.setReporting(reporting);
  }

  setConfig(own: typeof config | undefined): void {
    this.#config = own;
    this.#check.setConfig(own);
  }

  /** When nobody types any more, everything is as a fresh check of the text has it, where the text is JSON. */
  compare(): void {
    this.finish();
    this.#check.settle();
    this.finish();
    const { text, form } = this;
    assertInside(said(this.#check), text);
    this.#assertCounts();
    if (!isSound(text, form)) return;
    const options = { form, large: this.size, ...(this.#config && { config: this.#config }) };
    assert.deepEqual(said(this.#check), saidFresh(text, options), text);
  }

  #assertCounts(): void {
    const counts = emptyTally();
    for (const cell of this.#check.outline.units()) {
      for (const problem of this.#check.problemsOf(cell)) {
        const severity = this.#check.shownAs(problem);
        if (severity) counts[severity]++;
      }
    }
    assert.deepEqual(this.#check.counts, counts);
    const { problems, hidden } = chooseProblems(this.#check, stringSource(this.text), [], Number.POSITIVE_INFINITY);
    assert.equal(hidden, 0);
    assert.equal(
      problems.length,
      SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0),
    );
  }
}

/** Whether the units of a text are certain: in broken JSON it depends on what was there before where one is taken to end. */
function isSound(text: string, form: 'json' | 'jsonl'): boolean {
  if (form === 'jsonl') return true;
  const { units, intact } = scanUnits(text, form);
  return intact && units.every(({ start, end }) => isJson(text.slice(start, end)));
}

/** After any edits in any order, with work done in between or not, the result is that of a fresh check. */
export const sameAfterEdits = fc.property(
  document,
  large,
  fc.boolean(),
  fc.array(round, { minLength: 1, maxLength: 8 }),
  (first, size, isChecked, rounds) => {
    const typing = new Typing(first, size);
    if (isChecked) typing.finish();
    for (const [steps, slices, own, reporting] of rounds) {
      // The config and what is shown change in the middle of everything, too.
      typing.setConfig(own);
      typing.setReporting(reporting);
      typing.work(slices);
      for (const random of steps) {
        typing.take(random);
        typing.work(slices);
      }
      typing.compare();
    }
  },
);
