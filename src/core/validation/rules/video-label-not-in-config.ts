import { changeToCandidates } from '../../fixes/drafts';
import { controlOf, type RegionControl } from '../controlOf';
import { type LabelControls, labelControlsOf } from '../labelControls';
import { type Candidate, didYouMean, nearestIn } from '../nearest';
import { type Claim, predictionWith, type Rule } from '../rule';
import { configOf, labelsTag, VIDEO } from '../ruleConfigs';
import { show } from '../words';

const PLAIN = '<VideoRectangle name="track" toName="clip"/>';
const CONFIG = configOf(VIDEO, PLAIN, labelsTag('Labels', 'kind', 'clip', 'Ship', 'Buoy'));
const OWN = configOf(
  VIDEO,
  labelsTag('VideoRectangle', 'track', 'clip', 'Ship'),
  labelsTag('Labels', 'kind', 'clip', 'Ship', 'Buoy'),
);
const track = (label: string): string =>
  `{ "id": "t1", "from_name": "track", "to_name": "clip", "type": "videorectangle", "value": { "framesCount": 50, "duration": 2, "sequence": [{ "frame": 1, "time": 0.04, "enabled": true, "x": 5, "y": 5, "width": 10, "height": 10, "rotation": 0 }], "labels": ["${label}"] } }`;

/** A label of a track in a video that no control tag of the video has. */
export const videoLabelNotInConfig: Rule = {
  code: 'video-label-not-in-config',
  title: 'No control tag of the video has such a label',
  explanation:
    'A `VideoRectangle` has its labels under `labels`, and they are those of another control tag of the same video, mostly `Labels`. The editor shows a region with another label as one without, and leaves the label out when it is submitted. The validator does not compare, unless the `VideoRectangle` has `Label` tags of its own: then it takes only these.',
  cure: 'Write the label as the `Labels` of the video have it, or add it there.',
  fixes: [{ title: 'Change to a label of the labeling config', safety: 'guess', at: changeToCandidates }],
  failing: [
    predictionWith(track('Whale'), CONFIG),
    predictionWith(track('Ship'), configOf(VIDEO, PLAIN)),
    predictionWith(track('Buoy'), OWN),
  ],
  passing: [
    predictionWith(track('Buoy'), CONFIG),
    predictionWith(track('Ship'), OWN),
    predictionWith(
      track('Buoy')
        .replace('"videorectangle"', '"videovector"')
        .replace(/\[\{.*\}\]/, '[]'),
      OWN.replaceAll('VideoRectangle', 'VideoVector'),
    ),
  ],
  reads: ['config'],
  types: ['videorectangle', 'videovector'],
  checkRegion({ value: { from_name: from, to_name: to, type, value } }, { config }, report) {
    if (!config || typeof to !== 'string' || typeof value !== 'object' || value === null) return;
    const { labels } = value as Readonly<Record<string, unknown>>;
    if (!Array.isArray(labels) || labels.length === 0) return;
    const control = controlOf(config, from);
    if (control?.type !== type || !control?.pointsTo(to)) return;
    const beside = labelControlsOf(config, to);
    for (let index = 0; index < labels.length; index++) {
      const label: unknown = labels[index];
      if (typeof label !== 'string') continue;
      const claim = claimOf(label, control, beside);
      if (claim) report({ ...claim, path: ['value', 'labels', index], on: 'value' });
    }
  },
};

const NONE: ReadonlySet<string> = new Set();

type Word = Pick<Claim, 'message' | 'severity' | 'gates' | 'data'>;

function claimOf(label: string, control: RegionControl, beside: LabelControls): Word | undefined {
  const isShown = beside.labels.has(label) || beside.isDynamic;
  const { tag } = control;
  // The validator compares labels of a VideoRectangle only.
  const labels = control.type === 'videorectangle' ? control.labels : NONE;
  const isTaken = labels.size === 0 || labels.has(label);
  if (isShown && isTaken) return undefined;
  // With labels of its own, those are what both can take; where it is one of them, only the Labels lack it.
  const candidates: readonly Candidate[] = labels.size === 0 ? beside.candidates : labels.has(label) ? [] : tag.labels;
  const found = nearestIn(label, candidates);
  const rejected = `the validator rejects the region, since ${show(tag.name)} has labels of its own`;
  const lost = 'the editor shows the region without it, and leaves it out on Submit';
  const who = isShown ? rejected : isTaken ? lost : `${rejected}; ${lost}`;
  return {
    message: `${what(label, isShown, control, beside)}: ${who}. ${cureOf(candidates, beside, () => didYouMean(found, (names) => `Known are ${names}.`))}`,
    severity: 'error',
    gates: isShown ? ['server'] : isTaken ? ['editor'] : ['server', 'editor'],
    data: { candidates: found.candidates },
  };
}

function what(label: string, isShown: boolean, { tag }: RegionControl, { controls }: LabelControls): string {
  if (isShown) return `${show(label)} is no label of ${show(tag.name)}`;
  return controls.length === 0
    ? `The labeling config has no Labels for this video, so ${show(label)} is no label`
    : `No control tag of this video has the label ${show(label)}`;
}

function cureOf(candidates: readonly Candidate[], { controls }: LabelControls, question: () => string): string {
  if (candidates.length > 0) return question();
  return `Add ${controls.length === 0 ? 'a Labels tag with it' : 'it to the Labels of this video'} in the labeling config.`;
}
