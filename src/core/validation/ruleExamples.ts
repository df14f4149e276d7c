import type { RuleExample } from './rule';

/** Short ways to write the examples of rules. */

/** Regions in a task with its data, checked with a labeling config. */
export function taskWith(config: string, data: string, regions: string): RuleExample {
  return { config, text: `{ "data": ${data}, "predictions": [{ "model_version": "v1", "result": [${regions}] }] }` };
}

/** A box: its value without the labels, and keys of the region beside it. */
export function boxWith(id: string, geometry: string, more = ''): string {
  return `{ "id": "${id}", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { ${geometry}, "rectanglelabels": ["Ship"] }${more && `, ${more}`} }`;
}

/** A box where it does not matter which. */
export function anyBox(id: string, more = ''): string {
  return boxWith(id, '"x": 44, "y": 10, "width": 5, "height": 5', more);
}

/** A span of a text: its value without the labels. */
export function spanWith(position: string, id = 's1'): string {
  return `{ "id": "${id}", "from_name": "tag", "to_name": "body", "type": "labels", "value": { ${position}, "labels": ["Ship"] } }`;
}

/** A config with a `Text` named body and `Labels` named tag. */
export const TEXT_CONFIG =
  '<View>\n  <Text name="body" value="$text"/>\n  <Labels name="tag" toName="body">\n    <Label value="Ship"/>\n  </Labels>\n</View>';
