import { editorAttribute } from '../../labelingConfig/lookup';
import { controlOf } from '../controlOf';
import { LABELED_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type Rule } from '../rule';
import { BOX_CONFIG } from '../ruleConfigs';
import { sentences, show } from '../words';

const box = (labels: string, from = 'box'): string =>
  `{ "id": "r1", "from_name": "${from}", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5${labels} } }`;

const IS_LABELED: ReadonlySet<unknown> = new Set(LABELED_TYPES);

/** A region that should carry labels and carries none. */
export const labelsMissing: Rule = {
  code: 'labels-missing',
  title: 'The region has no label',
  explanation:
    'A region of a control tag with labels carries them as a list under a key that is spelt like its `type`. Without the key the validator rejects the prediction, and the editor shows the region without a label. An empty list passes the validator (but for a region of a `Labels` tag that is shape and label in one), and the editor shows the region without a label too, which it does not let people do themselves, unless the control tag has `allowEmpty="true"`.',
  cure: 'Add the key with the labels of the region, or take the region out.',
  failing: [predictionWith(box('')), predictionWith(box(', "rectanglelabels": []'), BOX_CONFIG)],
  passing: [
    predictionWith(box(', "rectanglelabels": ["Ship"]')),
    predictionWith(
      box(', "rectanglelabels": []'),
      BOX_CONFIG.replace('toName="photo"', 'toName="photo" allowEmpty="true"'),
    ),
  ],
  reads: ['config'],
  types: LABELED_TYPES,
  claim({ keyword, params, path, region, value, gates, describe }) {
    const key = region?.tag?.labelKey;
    if (key === undefined || keyword !== 'required' || params.missingProperty !== key) return undefined;
    if (!IS_LABELED.has(region?.value.type) || typeof value !== 'object' || value === null) return undefined;
    return {
      path,
      on: 'key',
      message: sentences(
        `This ${region?.tag?.tag} region has no ${show(key)}: ${gates.includes('server') ? 'the validator rejects it, and ' : ''}the editor shows it without a label.`,
        describe([...path, key]),
      ),
      severity: 'error',
      gates: gates.includes('server') ? ['server', 'editor'] : ['editor'],
      data: { key },
    };
  },
  checkRegion(region, { config }, report) {
    const { from_name: from, type, value } = region.value;
    if (typeof value !== 'object' || value === null) return;
    const values = value as Readonly<Record<string, unknown>>;
    const control = config && controlOf(config, from);
    const key = (control?.type === type ? control?.entry : region.tag)?.labelKey ?? '';
    const own = values[key];
    if (Array.isArray(own) && own.length > 0) return;
    const isMerged = control?.mergedTypes.has(type as string) === true;
    const ofType = values[type as string];
    // A moving path has its labels under `labels`, but under its type in a region of a Labels tag.
    if (isMerged && Array.isArray(ofType) && ofType.length > 0) return;
    const labels = own ?? (isMerged ? values.labels : undefined);
    if (!Array.isArray(labels) || labels.length > 0 || (control && !isMerged && control.type !== type)) return;
    if (control && !isMerged && editorAttribute(control.tag, 'allowEmpty') === 'true') return;
    report(empty(own === undefined ? 'labels' : key, isMerged));
  },
};

function empty(key: string, isMerged: boolean): Claim {
  return {
    path: ['value', key],
    on: 'value',
    message: isMerged
      ? 'The list of labels is empty: the validator rejects such a region of a Labels tag, and the editor shows it without a label. Add its label.'
      : 'The list of labels is empty. The validator takes that, and the editor shows the region without a label. Add its label.',
    severity: isMerged ? 'error' : 'warning',
    gates: isMerged ? ['server', 'editor'] : ['editor'],
    data: { key },
  };
}
