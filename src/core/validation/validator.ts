/** The validator's verdict on the parts of a unit, as rules ask for it. */
import type { LabelingConfig } from '../labelingConfig/model';
import { type RawVerdict, scoreVerdict } from '../serverGate';
import { verdictsAlone } from '../serverGate/alone';
import { exactValue } from '../serverGate/exactNumbers';
import { gateOf } from '../serverGate/gate';
import type { Dict } from '../serverGate/python';
import { MAX_DEPTH } from '../text/poison';
import type { RegionNode } from './nodes';

/** What was asked last: the schema, the rules and the facts of a region ask one after the other. */
let lastRegion: RegionNode | undefined;
let lastConfig: LabelingConfig | undefined;
let lastTaken = false;
let lastVerdicts: readonly RawVerdict[] | undefined;

function ask(region: RegionNode, config: LabelingConfig): void {
  if (region === lastRegion && config === lastConfig) return;
  lastRegion = region;
  lastConfig = config;
  // Numbers that are not finite need their text.
  lastTaken = gateOf(config).takes(region.value) && !region.mayHoldPoison;
  lastVerdicts = undefined;
}

/** Whether a region that stands alone is taken; the quick answer, which is false also where only `verdictsOn` can tell. */
export function isTaken(region: RegionNode, config: LabelingConfig): boolean {
  ask(region, config);
  return lastTaken;
}

const NONE: readonly RawVerdict[] = [];

/** What the validator says of a region whatever the others are; see `verdictsAlone`. */
export function verdictsOn(region: RegionNode, config: LabelingConfig): readonly RawVerdict[] {
  if (isTaken(region, config)) return NONE;
  lastVerdicts ??= verdictsAlone(gateOf(config), exactRegion(region), region.index);
  return lastVerdicts;
}

/** Whether the validator takes a region, as far as it alone can tell; not of one that is no JSON, of which nothing is known. */
export function isAccepted(region: RegionNode, config: LabelingConfig): boolean {
  return region.isWhole && verdictsOn(region, config).length === 0;
}

/** A region with its long whole numbers as they are written; of one that is no JSON what could be read. */
export function exactRegion(region: RegionNode): Dict {
  const { value } = region;
  return isExact(value, 0) || !region.isWhole ? value : (exactValue(region.text(), value) as Dict);
}

/** Whether every number is the one that is written: no long whole one is among them. */
function isExact(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isExact(item, depth + 1));
  for (const key in value) if (!isExact((value as Dict)[key], depth + 1)) return false;
  return true;
}

/** What the validator says of a prediction beside its regions; it does not depend on the labeling config. */
export function predictionVerdict({ result, score }: Dict): RawVerdict | undefined {
  if (result === undefined) return { region: -1, code: 'result-missing', path: [], detail: 'result' };
  if (!Array.isArray(result)) return { region: -1, code: 'result-not-a-list', path: ['result'], detail: 'a list' };
  return scoreVerdict(score);
}
