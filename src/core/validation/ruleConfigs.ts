/** Labeling configs that the examples of rules share: small, and each with what its name says. */

/** A config of some tags, one a line. */
export function configOf(...tags: readonly string[]): string {
  return `<View>\n${tags.map((tag) => `  ${tag}`).join('\n')}\n</View>`;
}

export const IMAGE = '<Image name="photo" value="$image"/>';
export const TEXT = '<Text name="body" value="$text"/>';
export const VIDEO = '<Video name="clip" value="$video"/>';

/** A control tag with labels of its own. */
export function labelsTag(tag: string, name: string, toName: string, ...labels: readonly string[]): string {
  return parentTag(tag, 'Label', name, toName, labels);
}

/** A control tag with choices. */
export function choicesTag(tag: string, name: string, toName: string, ...choices: readonly string[]): string {
  return parentTag(tag, 'Choice', name, toName, choices);
}

/** @param values of its children, or their attributes where one has more than a value */
function parentTag(tag: string, child: string, name: string, toName: string, values: readonly string[]): string {
  const children = values.map((value) => `    <${child} ${value.includes('=') ? value : `value="${value}"`}/>\n`);
  return `<${tag} name="${name}" toName="${toName}">\n${children.join('')}  </${tag}>`;
}

/** An `Image` named photo and `RectangleLabels` named box. */
export const BOX_CONFIG = configOf(IMAGE, labelsTag('RectangleLabels', 'box', 'photo', 'Ship', 'Buoy'));

/** A `Text` named body and `Choices` named mood. */
export const MOOD_CONFIG = configOf(TEXT, choicesTag('Choices', 'mood', 'body', 'Calm', 'Angry'));

/** An `Image` named photo, a `Rectangle` named shape and `Labels` named tag that belong together. */
export const SPLIT_CONFIG = configOf(
  IMAGE,
  '<Rectangle name="shape" toName="photo"/>',
  labelsTag('Labels', 'tag', 'photo', 'Ship', 'Buoy'),
);

/** Boxes on pages that a `Repeater` makes of the list `pages`. */
export const REPEATER_CONFIG =
  '<View>\n  <Repeater on="$pages" indexFlag="{{idx}}">\n    <Image name="page_{{idx}}" value="$pages[{{idx}}]"/>\n    <RectangleLabels name="box_{{idx}}" toName="page_{{idx}}">\n      <Label value="Ship"/>\n    </RectangleLabels>\n  </Repeater>\n</View>';
