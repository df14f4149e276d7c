/** What the rules say of a recorded case of the editor, and where the editor had its trouble. */
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import type { EditorCase } from '../schema/fixtures';

export function problemsOf({ config_xml: xml, data, prediction, predictions }: EditorCase): FileProblem[] {
  const { config } = parseLabelingConfig(xml);
  const text = JSON.stringify({ data, predictions: predictions ?? [prediction] });
  const options = { form: 'json', expects: 'task', ...(config && { config }) } as const;
  const problems = [...checkText(stringSource(text), options)].flat();
  // The verdict of the validator alone does not know what the editor does.
  return problems.filter(({ code }) => code !== 'rejected-by-validator');
}

/**
 * Pointers of the regions and relations that the recording names; of the prediction when it names none, because all is
 * lost.
 */
export function placesIn({ prediction: { result }, detail }: EditorCase): string[] {
  const all = '/predictions/0';
  if (!Array.isArray(result)) return [all];
  const named = result.flatMap((region: { id?: unknown; type?: unknown } | null, index) => {
    const name = region?.type === 'relation' ? 'relation' : region?.id;
    const isNamed = typeof name === 'string' && new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(detail);
    return isNamed ? [`${all}/result/${index}`] : [];
  });
  return named.length > 0 ? named : [all];
}

/** In a place, or said of the prediction as a whole. */
function isIn(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`) || pointer === '/predictions/0';
}

/** Whether something is said at one of the regions: information that nothing is wrong does not count. */
export function isFound(one: EditorCase): boolean {
  const places = placesIn(one);
  return problemsOf(one).some(
    ({ pointer, severity }) => severity !== 'information' && places.some((place) => isIn(pointer, place)),
  );
}

/** What the rules say that the editor minds, and is an error. */
export function editorErrors(one: EditorCase): FileProblem[] {
  return problemsOf(one).filter(({ severity, gates }) => severity === 'error' && gates.includes('editor'));
}
