import { besideItsRegion, ofTheOnlyRegion } from '../../fixes/answers';
import { asksPerRegion, resolveControl } from '../../labelingConfig/lookup';
import type { LabelingConfig } from '../../labelingConfig/model';
import { editorId, idText, ownId } from '../regionId';
import { ANSWER_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type RegionFact, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';
import { ownerAt, show } from '../words';

/** The id of a region that is drawn, or what an answer says of itself. */
type Fact = string | { id: string | undefined; from: string | undefined };

const CONFIG =
  '<View>\n  <Image name="photo" value="$image"/>\n  <RectangleLabels name="box" toName="photo">\n    <Label value="Ship"/>\n  </RectangleLabels>\n  <TextArea name="plate" toName="photo" perRegion="true"/>\n</View>';
const answer = (id: string): string =>
  `{ "id": "${id}", "from_name": "plate", "to_name": "photo", "type": "textarea", "value": { "text": ["AB12"] } }`;

const IS_ANSWER: ReadonlySet<unknown> = new Set(ANSWER_TYPES);

/** An answer about a region that has no region, or stands before it. */
export const answerWithoutRegion: Rule = {
  code: 'answer-without-region',
  title: 'An answer about a region does not follow that region',
  explanation:
    'A control tag with `perRegion="true"` asks about one region, and its result carries the `id` of that region. With another id, or none, the editor shows the answer nowhere. The region has to stand before its answers: the first result with an id decides what the region is, so behind an answer without geometry the shape itself is lost. (An answer that repeats the geometry may stand anywhere.) The validator does not look at ids.',
  cure: 'Give the answer the `id` of its region, and put it behind the region in the `result`.',
  fixes: [
    { title: 'Put the result behind its region', safety: 'safe', at: besideItsRegion },
    { title: 'Give the answer the id of the only region', safety: 'guess', at: ofTheOnlyRegion },
  ],
  failing: [
    predictionWith(`${anyBox('r1')}, ${answer('r2')}`, CONFIG),
    predictionWith(`${answer('r1')}, ${anyBox('r1')}`),
  ],
  passing: [
    predictionWith(`${anyBox('r1')}, ${answer('r1')}`, CONFIG),
    predictionWith(`${anyBox('r1')}, ${answer('r2')}`),
  ],
  reads: ['config'],
  prediction: {
    needsAll: true,
    fact({ value: { type, id, from_name: from, value } }): Fact | undefined {
      if (type === 'relation') return undefined;
      const own = idText(id);
      // An id that is no text is what is wrong then, and has a word of its own.
      if (own === undefined && id !== undefined) return undefined;
      // Labels alone are taken for an answer too, and belong behind their shape.
      if ((type !== 'labels' && !IS_ANSWER.has(type)) || !isBare(value)) return ownId(id);
      return { id: own, from: type !== 'labels' && typeof from === 'string' ? from : undefined };
    },
    check(facts: readonly RegionFact<Fact>[], { config }, report) {
      if (facts.every(({ fact }) => typeof fact === 'string')) return;
      const drawn = new Set(facts.map(({ fact }) => (typeof fact === 'string' ? editorId(fact) : undefined)));
      const before = new Set<string>();
      for (const { fact, path } of facts) {
        if (typeof fact === 'string') {
          before.add(editorId(fact));
          continue;
        }
        const id = fact.id && editorId(fact.id);
        if (id !== undefined && before.has(id)) continue;
        if (id !== undefined && drawn.has(id)) {
          // Of several answers the first is what makes the region.
          before.add(id);
          report(tooEarly(path, id));
        } else if (fact.from !== undefined && config && isPerRegion(config, fact.from)) report(alone(path, id));
      }
    },
  },
};

/** Whether a value has no geometry: nothing beside its own key. */
function isBare(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let keys = 0;
  // Nearly every span comes along here: no list of its keys is made.
  for (const _ in value) if (++keys > 1) return false;
  return true;
}

function isPerRegion(config: LabelingConfig, from: string): boolean {
  const control = resolveControl(config, from)?.tag;
  return control !== undefined && asksPerRegion(control);
}

function tooEarly(path: Claim['path'], id: string): Claim {
  return {
    path: [...path, 'id'],
    on: 'value',
    message: `The region ${show(id)} is drawn by a result further down, and with this one before it Label Studio's editor loses the shape. Put this result behind it.`,
    severity: 'error',
    gates: ['editor'],
  };
}

function alone(path: Claim['path'], id: string | undefined): Claim {
  const what = id === undefined ? 'it has no "id"' : `no region of this ${ownerAt(path)} has the id ${show(id)}`;
  return {
    path: id === undefined ? path : [...path, 'id'],
    on: id === undefined ? 'key' : 'value',
    message: `This is an answer about a region (its control tag has perRegion), and ${what}: the editor shows it nowhere. Give it the id of its region, and put it behind the region.`,
    severity: 'error',
    gates: ['editor'],
  };
}
