/** Proposals of completion at a place that is marked in a text. */
import assert from 'node:assert/strict';
import { complete, type Proposal } from '../../../src/core/completion/complete';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';

export const CONFIG = configOf(`<View>
  <Image name="photo" value="$image"/>
  <Text name="note" value="$text"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Old buoy" alias="buoy"/></RectangleLabels>
  <Choices name="mood" toName="note"><Choice value="Calm"/><Choice value="Storm"/></Choices>
  <Taxonomy name="kind" toName="note"><Choice value="Vessel"><Choice value="Sail"/><Choice value="Motor"/></Choice><Choice value="Sea"/></Taxonomy>
  <Rating name="stars" toName="photo" maxRating="3"/>
  <Number name="count" toName="photo" min="2" max="9"/>
  <Relations><Relation value="tows"/><Relation value="meets"/></Relations>
</View>`);

export function configOf(xml: string): LabelingConfig {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  return config;
}

/** Proposals where the text has a `¦`. */
export function at(
  marked: string,
  options: { config?: LabelingConfig | undefined; versions?: string[] } = {},
): Proposal[] {
  const offset = marked.indexOf('¦');
  assert.ok(offset >= 0);
  const text = marked.replace('¦', '');
  return complete(text, offset, { config: CONFIG, indent: '', ...options });
}

export const labels = (proposals: readonly Proposal[]): string[] =>
  [...proposals].sort((a, b) => a.rank - b.rank).map(({ label }) => label);

/** The text when a proposal is accepted. */
export function accepted(marked: string, label: string): string {
  const text = marked.replace('¦', '');
  const proposal = at(marked).find((one) => one.label === label);
  assert.ok(proposal, `${label} is proposed`);
  return text.slice(0, proposal.replaced.start) + proposal.text + text.slice(proposal.replaced.end);
}

export const region = (inner: string): string => `{"task": 1, "result": [{"id": "r1", ${inner}}]}`;
