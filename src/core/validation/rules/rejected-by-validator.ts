import { isObject } from '../../isObject';
import type { RawVerdict } from '../../serverGate';
import { taskVerdict } from '../../serverGate/task';
import type { UnitNode } from '../nodes';
import { checkTogether, type Fact, factOf } from '../rejectedTogether';
import { claimsOf, taskClaim } from '../rejections';
import { predictionWith, type RegionFact, type Report, type Rule, type Said } from '../rule';
import { boxWith } from '../ruleExamples';
import { isTaken, predictionVerdict, verdictsOn } from '../validator';

const CONFIG =
  '<View>\n  <Image name="photo" value="$image"/>\n  <Rectangle name="shape" toName="photo"/>\n  <Labels name="tag" toName="photo">\n    <Label value="Ship"/>\n  </Labels>\n</View>';
const GEOMETRY = '"x": 44, "y": 10, "width": 5, "height": 5';
const shape = `{ "id": "r1", "from_name": "shape", "to_name": "photo", "type": "rectangle", "value": { ${GEOMETRY} } }`;
const tag = (value: string): string =>
  `{ "id": "r1", "from_name": "tag", "to_name": "photo", "type": "labels", "value": { ${value}"labels": ["Ship"] } }`;

/** What the validator rejects and no other rule tells: its own verdict speaks. */
export const rejectedByValidator: Rule = {
  code: 'rejected-by-validator',
  title: 'The validator rejects it',
  explanation:
    'With a labeling config every region is judged as the validator of Label Studio judges it, that is `validate_prediction` of label-studio-sdk 2.1.2, and every task as an import judges it. Where it rejects something and no other rule says so, this one does. What follows from another problem is not told: a relation to a region that is itself rejected is rejected too, and goes with it.',
  cure: 'Do what the message says. The prediction is then taken, unless it has other problems.',
  failing: [
    predictionWith(
      `${shape}, { "id": "r1", "from_name": "tag", "to_name": "photo", "type": "labels", "value": { "start": 1, "end": 2, "labels": ["Ship"] } }`,
      CONFIG,
    ),
  ],
  passing: [predictionWith(`${shape}, ${tag(`${GEOMETRY}, `)}`, CONFIG), predictionWith(boxWith('r1', GEOMETRY))],
  // What it adds depends on what all others say, and some of them read the data.
  reads: ['config', 'data'],
  checkRest: {
    unit(unit, report, { config }, said) {
      if (!config || unit.parsed.syntaxErrors.length > 0) return;
      if (unit.kind === 'task' && isObject(unit.value)) {
        const verdict = taskVerdict(config, unit.value);
        const claim = verdict && taskClaim(verdict, unit.value, said.of(-1));
        if (claim) report(claim);
      }
      checkPredictions(unit, report, said);
    },
    region(region, report, { config }, said) {
      if (!config || isTaken(region, config) || !region.isWhole) return;
      const verdicts = verdictsOn(region, config);
      if (verdicts.length === 0) return;
      for (const claim of claimsOf(verdicts, region.value, region.path, said.of(region.ordinal), config)) report(claim);
    },
  },
  prediction: {
    needsAll: true,
    factReads: ['config', 'data'],
    fact: (region, { config }, said) => (config ? factOf(region, config, said) : undefined),
    check: (facts: readonly RegionFact<Fact>[], _inputs, report) => checkTogether(facts, report),
  },
};

function checkPredictions({ predictions }: UnitNode, report: Report, said: Said): void {
  for (const { path, value } of predictions) {
    const verdicts = overflows(value.result);
    const verdict = predictionVerdict(value);
    if (verdict) verdicts.push(verdict);
    if (verdicts.length === 0) continue;
    for (const claim of claimsOf(verdicts, value, path, said.of(-1), undefined)) {
      report({ ...claim, path: [...path, ...claim.path] });
    }
  }
}

/** Numbers that overflow in the place of regions: the schema leaves them to the rule that is about such numbers. */
function overflows(result: unknown): RawVerdict[] {
  const found: RawVerdict[] = [];
  if (!Array.isArray(result)) return found;
  for (let index = 0; index < result.length; index++) {
    const item: unknown = result[index];
    if (typeof item !== 'number' || Number.isFinite(item)) continue;
    found.push({ region: index, code: 'region-not-a-dict', path: ['result', index], detail: 'an object' });
  }
  return found;
}
