import { remove } from '../../fixes/fix';
import { rightKind } from '../../fixes/kinds';
import type { Path } from '../../text/locate';
import type { Gate, Severity } from '../problem';
import { predictionWith, type Rule, type SchemaFinding } from '../rule';
import { actualWords, expectedWords, lastStep, sentences } from '../words';

/** A value of the wrong kind of JSON: text for a number, null for a shape, an object for a list. */
export const wrongType: Rule = {
  code: 'wrong-type',
  title: 'The value is of the wrong kind',
  explanation:
    'The validator of Label Studio coerces some values (`"12"` becomes 12), the editor does not: a shape whose geometry is text, null or a list is lost without a message, a wrong kind in a list of labels replaces the whole editor by an error panel. What only tells what the media are like (their sizes, `image_rotation`, `framesCount`, `duration`) the editor takes from the media, so that a wrong kind does no harm there.',
  cure: 'Write the kind that the message names: numbers without quotes, lists in brackets, and leave a key out instead of giving it null.',
  fixes: [
    { title: 'Write the value in its right kind', safety: 'safe', at: rightKind },
    {
      title: 'Leave the key out instead of giving it null',
      safety: 'safe',
      at: ({ path, value, about: { optional } }) =>
        value === null && optional === true ? { title: `Remove ${lastStep(path)}`, edits: [remove(path)] } : undefined,
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": "10", "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectangle", "value": { "x": 1, "y": 10, "width": 5, "height": 5, "rotation": null } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 10, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
  ],
  claim(finding) {
    if (finding.keyword !== 'type') return undefined;
    const { severity, gates } = weight(finding);
    return {
      path: finding.path,
      on: 'value',
      message: sentences(
        `${lastStep(finding.path)} must be ${expectedWords(finding.params.type)}, not ${actualWords(finding.value)}.`,
        advice(finding),
        isItemOfResult(finding.path) ? '' : finding.describe(finding.path),
      ),
      severity,
      gates,
      data: { types: finding.params.type, ...(isOptional(finding) && { optional: true }) },
    };
  },
};

/** Whether the key can just be left out. */
function isOptional({ path, value, isRequired }: SchemaFinding): boolean {
  return value === null && typeof path.at(-1) === 'string' && !isRequired(path);
}

/** The schema cannot tell what kind of region it would be. */
function isItemOfResult(path: Path): boolean {
  return typeof path.at(-1) === 'number' && path.at(-2) === 'result';
}

function advice(finding: SchemaFinding): string {
  const { value, params, path } = finding;
  const types = String(params.type);
  if (isOptional(finding)) return 'Leave the key out instead.';
  if (value === null && typeof path.at(-1) === 'number')
    return `Write ${expectedWords(params.type)}, or remove the item.`;
  if (
    typeof value === 'string' &&
    /number|integer/.test(types) &&
    value.trim() !== '' &&
    Number.isFinite(Number(value))
  ) {
    return `Write ${value.trim()} without quotes.`;
  }
  if (typeof value === 'number' && types.includes('string')) return `Write "${value}" in quotes.`;
  return '';
}

/** Keys that only tell what the media are like, beside the sizes. */
const OF_MEDIA: ReadonlySet<string> = new Set(['image_rotation', 'framesCount', 'duration', 'time']);

/** How bad it is: some wrong kinds are put up with. */
function weight({ path, region, value, gates }: SchemaFinding): { severity: Severity; gates: readonly Gate[] } {
  const key = path.at(-1);
  // What the server coerces or refuses is not uploaded. In a task, an import takes a model version that is null.
  if (region === undefined && (key === 'score' || key === 'model_version' || key === 'task')) {
    const isTaken = key === 'model_version' && value === null && path.length > 1;
    if (isTaken) return { severity: 'warning', gates: ['upload'] };
    return { severity: 'error', gates: gates.includes('server') ? ['server', 'upload'] : ['upload'] };
  }
  if (gates.includes('server')) return { severity: 'error', gates };
  // The editor goes by the media for these, except that it scales vectors by the sizes.
  const isOfMedia = typeof key === 'string' && (OF_MEDIA.has(key) || key.startsWith('original_'));
  if (isOfMedia && !region?.tag?.type.startsWith('vector')) return { severity: 'warning', gates: ['authoring'] };
  // Both load and are kept, but a text is equal to no frame number, and every text and number but 0 is taken for true.
  if ((key === 'frame' && typeof value === 'string') || key === 'enabled')
    return { severity: 'warning', gates: ['editor'] };
  return { severity: 'error', gates };
}
