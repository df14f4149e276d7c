import { renameTo } from '../../fixes/drafts';
import type { Draft } from '../../fixes/fix';
import { isObject } from '../../isObject';
import type { ConfigControl } from '../../labelingConfig/model';
import { answerAt, answeredControl, type Finding, gatesOf, perControl, tell } from '../answered';
import type { RegionControl } from '../controlOf';
import { type Candidate, didYouMean, nearestIn } from '../nearest';
import { predictionWith, type Rule } from '../rule';
import { configOf } from '../ruleConfigs';
import { show } from '../words';

const LIST = '<List name="docs" value="$docs"/>';
const ORDER_CONFIG = configOf(LIST, '<Ranker name="order" toName="docs"/>');
const BUCKET_CONFIG = configOf(
  LIST,
  '<Ranker name="order" toName="docs">\n    <Bucket name="keep" title="Keep"/>\n    <Bucket name="drop" title="Drop"/>\n  </Ranker>',
);
const answer = (...keys: string[]): string =>
  `{ "id": "q1", "from_name": "order", "to_name": "docs", "type": "ranker", "value": { "ranker": { ${keys.map((key, index) => `"${key}": ["d${index + 1}"]`).join(', ')} } } }`;

/** Items in a bucket that the `Ranker` does not have. */
export const unknownBucket: Rule = {
  code: 'unknown-bucket',
  title: 'The Ranker has no such bucket',
  explanation:
    'The keys of a Ranker’s answer are the names of its `Bucket` tags, and `_` for the items that are in none, unless one bucket has `default="true"`. A Ranker without buckets has one key: its own name. The validator does not compare them. The editor puts the items of other keys back among those that are in no bucket, and shows them nowhere where there is no such list.',
  cure: 'Write the `name` of a bucket, not its title; without buckets the `name` of the Ranker.',
  fixes: [
    {
      title: 'Rename the bucket',
      safety: 'guess',
      at({ unit, path, about }) {
        const candidates = Array.isArray(about.candidates) ? (about.candidates as readonly string[]) : [];
        return candidates
          .map((name) => renameTo(unit, path, name))
          .filter((draft): draft is Draft => draft !== undefined);
      },
    },
  ],
  failing: [predictionWith(answer('Keep', 'drop'), BUCKET_CONFIG), predictionWith(answer('rank'), ORDER_CONFIG)],
  passing: [predictionWith(answer('keep', '_'), BUCKET_CONFIG), predictionWith(answer('order'), ORDER_CONFIG)],
  reads: ['config'],
  types: ['ranker'],
  checkRegion(region, { config }, report) {
    const ranker = answerAt(region, 'ranker');
    if (!isObject(ranker)) return;
    const control = answeredControl(region, config);
    if (!control || control.tag.repeated) return;
    const columns = columnsOf(control);
    for (const key in ranker) {
      const items = ranker[key];
      if (columns.names.has(key) || !Array.isArray(items) || items.length === 0) continue;
      tell(region, report, ['ranker', key], findingOn(key, columns, control), 'key');
    }
  },
};

function findingOn(key: string, { isRanking, takesBack, candidates }: Columns, control: RegionControl): Finding {
  const found = nearestIn(key, candidates);
  const what = isRanking
    ? `${show(control.tag.name)} has no buckets, and its order stands under its own name`
    : `${show(control.tag.name)} has no bucket ${show(key)}`;
  const effect = takesBack ? 'puts its items back among those that are in no bucket' : 'does not show its items at all';
  return {
    message: `${what}: the editor ${effect}. ${didYouMean(found, (names) => `Write ${names}.`)}`,
    severity: 'error',
    gates: gatesOf(control, 'editor'),
    data: { candidates: found.candidates },
  };
}

/** The lists that the editor shows, by key. */
interface Columns {
  names: ReadonlySet<string>;
  candidates: readonly Candidate[];
  isRanking: boolean;
  /** Whether items that are in no list go into one for all that are left. */
  takesBack: boolean;
}

/** Key of the items that are in no bucket. */
const UNPLACED = '_';

const columnsOf = perControl(({ name, buckets }: ConfigControl): Columns => {
  const isRanking = buckets.length === 0;
  const takesBack = !isRanking && buckets.every(({ isDefault }) => !isDefault);
  const candidates: Candidate[] = isRanking
    ? [{ text: name }]
    : buckets.map((bucket) => ({ text: bucket.name, value: bucket.title }));
  const names = candidates.map(({ text }) => text);
  return { names: new Set(takesBack ? [...names, UNPLACED] : names), candidates, isRanking, takesBack };
});
