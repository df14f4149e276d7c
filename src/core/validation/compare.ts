import { byPrediction, type Facts, type Regions } from './facts';
import { type AllInputs, needsOf } from './inputs';
import type { Rule } from './rule';
import type { RuleSet } from './ruleSet';
import type { Sink } from './sink';

/** What comparing needs of a unit. */
export interface Comparable {
  regions: Regions;
  facts: Facts;
  wellFormed: boolean;
}

/**
 * Runs the rules that compare the regions of a prediction with each other.
 *
 * @param only the rules to run; all of the set if left out
 */
export function comparePredictions(
  set: RuleSet,
  unit: Comparable,
  inputs: AllInputs,
  sink: Sink,
  only?: ReadonlySet<Rule>,
) {
  for (const [column, rule] of set.withFacts.entries()) {
    const { prediction } = rule;
    const facts = unit.facts[column];
    if (!prediction || !facts || !set.codes.has(rule.code) || (only && !only.has(rule))) continue;
    if (prediction.needsAll && !unit.wellFormed) continue;
    for (const own of byPrediction(unit.regions, facts)) {
      prediction.check(own, inputs[needsOf(rule)], (claim) => sink.addCompared(rule, claim));
    }
  }
}
