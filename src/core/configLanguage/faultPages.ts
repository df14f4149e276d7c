/**
 * What is said of the problems of labeling configs: a page for each code, with examples that the tests run. Those of a text
 * that cannot be read come first.
 */

export interface ConfigFaultPage {
  code: string;
  title: string;
  explanation: string;
  cure: string;
  /** Configs with this problem. */
  failing: readonly string[];
  /** Configs that look alike and do not have it. */
  passing: readonly string[];
}

const IMAGE = '<Image name="photo" value="$image"/>';
const TEXT = '<Text name="body" value="$text"/>';
const view = (...tags: readonly string[]): string => `<View>\n${tags.map((tag) => `  ${tag}`).join('\n')}\n</View>`;
const boxes = (attributes = '', label = '<Label value="Ship"/>'): string =>
  `<RectangleLabels name="box" toName="photo"${attributes}>${label}</RectangleLabels>`;
const choices = (inner: string, attributes = ''): string =>
  `<Choices name="mood" toName="body"${attributes}>${inner}</Choices>`;
const taxonomy = (inner: string, attributes = ''): string =>
  `<Taxonomy name="kind" toName="body"${attributes}>${inner}</Taxonomy>`;

const PANEL =
  'The editor looks a labeling config over before it shows a task, and shows an error panel in place of everything.';

const unreadable: readonly ConfigFaultPage[] = [
  {
    code: 'config-not-well-formed',
    title: 'The labeling config is no XML',
    explanation:
      'Label Studio cannot read the text, and refuses to save it. The first place that is wrong is underlined. While you type, prediction files are checked against the last text that could be read.',
    cure: 'Mend what the message names: an end tag, a quote, an `&` that has to be written `&amp;`.',
    failing: ['<View>\n  <Text name="body" value="$text">\n</View>', view('<Header value="Fish & chips"/>')],
    passing: [view('<Header value="Fish &amp; chips"/>')],
  },
  {
    code: 'config-encoding-declared',
    title: 'The labeling config declares an encoding',
    explanation:
      'Label Studio hands the config to its XML parser as text, and the parser refuses a text that names an encoding.',
    cure: 'Remove `encoding="…"` from the first line.',
    failing: [`<?xml version="1.0" encoding="utf-8"?>\n${view(IMAGE)}`],
    passing: [`<?xml version="1.0"?>\n${view(IMAGE)}`],
  },
  {
    code: 'config-doctype',
    title: 'The labeling config has a document type declaration',
    explanation: 'Label Studio refuses a config with `<!DOCTYPE …>`, since such declarations can be misused.',
    cure: 'Remove it.',
    failing: [`<!DOCTYPE View>\n${view(IMAGE)}`],
    passing: [view(IMAGE)],
  },
  {
    code: 'config-too-deep',
    title: 'Too many tags stand inside of each other',
    explanation: 'The XML parser of Label Studio gives up below 256 tags inside of each other.',
    cure: 'Nest fewer.',
    failing: [`${'<View>'.repeat(300)}${'</View>'.repeat(300)}`],
    passing: [`${'<View>'.repeat(20)}${'</View>'.repeat(20)}`],
  },
];

const names: readonly ConfigFaultPage[] = [
  {
    code: 'duplicate-name',
    title: 'Two tags have one name',
    explanation:
      'Results name their control and their object, so Label Studio refuses to save a config with a name twice.',
    cure: 'Give one of them another name.',
    failing: [view(IMAGE, '<Rectangle name="photo" toName="photo"/>')],
    passing: [view(IMAGE, '<Rectangle name="box" toName="photo"/>')],
  },
  {
    code: 'to-name-not-found',
    title: 'toName names no tag',
    explanation:
      'A control tag points to the object tag that it labels by its name, letter by letter; several are separated by commas without blanks. Label Studio refuses to save a config in which there is no such tag.',
    cure: 'Write the name of an object tag.',
    failing: [
      view(IMAGE, '<Rectangle name="box" toName="Photo"/>'),
      view(IMAGE, TEXT, '<Rating name="r" toName="photo, body"/>'),
    ],
    passing: [view(IMAGE, TEXT, '<Rating name="r" toName="photo,body"/>')],
  },
  {
    code: 'to-name-is-no-object',
    title: 'toName names a tag that shows no data',
    explanation:
      'Only a tag with a name and a value is an object that results can point to. A control tag, or a tag without a value, is none: nothing can be labeled.',
    cure: 'Name a tag such as `Image` or `Text` that has a value.',
    failing: [view(IMAGE, boxes(), '<Rating name="r" toName="box"/>')],
    passing: [view(IMAGE, boxes(), '<Rating name="r" toName="photo"/>')],
  },
  {
    code: 'incomplete-control',
    title: 'A control tag lacks its name or toName',
    explanation:
      'A tag is a control only with both `name` and `toName`, written like this: `toname` is something else. Results cannot name it otherwise. Of some tags Label Studio refuses to save a config then, others have no effect.',
    cure: 'Give it `name="…"` and `toName="…"`.',
    failing: [view(IMAGE, '<Rectangle name="box"/>'), view(TEXT, '<TextArea name="t" toname="body"/>')],
    passing: [view(IMAGE, '<Rectangle name="box" toName="photo"/>')],
  },
  {
    code: 'incomplete-object',
    title: 'An object tag lacks its name or value',
    explanation:
      'A tag shows data that can be labeled only with a name and with a `value` or `valueList`. Of some tags Label Studio refuses to save a config otherwise.',
    cure: 'Give it `name="…"` and `value="$…"`, a key of the task’s data.',
    failing: [view('<Image value="$image"/>'), view('<Video name="clip"/>')],
    passing: [view(IMAGE), view('<Image name="photo" valueList="$images"/>')],
  },
  {
    code: 'control-on-wrong-object',
    title: 'A control tag points to an object that it cannot label',
    explanation: `Shapes are drawn on an \`Image\`, spans of \`HyperTextLabels\` stand on a \`HyperText\`. ${PANEL} It does so for some control tags that point to an object of another kind; others just do nothing. The validator does not look.`,
    cure: 'Point it to an object of its kind, or use the control tag for this kind of object.',
    failing: [view(TEXT, '<RectangleLabels name="box" toName="body"><Label value="Ship"/></RectangleLabels>')],
    passing: [view(TEXT, '<Labels name="tag" toName="body"><Label value="Ship"/></Labels>')],
  },
  {
    code: 'data-key-not-in-tasks',
    title: 'No open task has this key in its data',
    explanation:
      'A `$variable` is a key of the task’s `data`, letter by letter. Where task files are open that this config is for, and none of their tasks has the key, the tag shows nothing, and an import refuses the tasks. Looked at are the first tasks of each file.',
    cure: 'Write the key as the data has it, or add it to the data.',
    failing: [],
    passing: [],
  },
];

const labels: readonly ConfigFaultPage[] = [
  {
    code: 'control-without-labels',
    title: 'A control tag has no labels',
    explanation:
      'Labels and choices of a prediction are compared with those of the control tag. Where there are none, no prediction can say anything with it; of `Labels` and `Choices` Label Studio refuses to save such a config.',
    cure: 'Write `<Label value="…"/>` or `<Choice value="…"/>` in it, or `value="$…"` for labels from the task’s data.',
    failing: [view(TEXT, choices('')), view(IMAGE, boxes('', ''))],
    passing: [view(TEXT, choices('', ' value="$moods"')), view(IMAGE, boxes())],
  },
  {
    code: 'label-without-value',
    title: 'A label has no value',
    explanation: 'Results carry the alias of a label, or else its value. Without either it is no label.',
    cure: 'Give it `value="…"`.',
    failing: [view(IMAGE, boxes('', '<Label background="red"/>'))],
    passing: [view(IMAGE, boxes())],
  },
  {
    code: 'label-with-name',
    title: 'A label has a name',
    explanation:
      'The validator takes any tag with a name and a value for an object, also a `Label` or a `Choice`: it is no label then.',
    cure: 'Remove the name.',
    failing: [view(IMAGE, boxes('', '<Label name="ship" value="Ship"/><Label value="Buoy"/>'))],
    passing: [view(IMAGE, boxes())],
  },
  {
    code: 'label-outside-control',
    title: 'A label stands in no control tag of its kind',
    explanation: `A \`Label\` belongs into a control tag whose name ends in \`Labels\`, a \`Choice\` into \`Choices\` or \`Taxonomy\`, directly or with a \`View\` between. ${PANEL} It does so for a \`Choice\` among labels and a \`Label\` among choices; elsewhere both do nothing.`,
    cure: 'Move it into a control tag of its kind.',
    failing: [
      view(IMAGE, boxes(), '<Label value="Buoy"/>'),
      view(IMAGE, boxes('', '<Label value="Ship"/><Choice value="Calm"/>')),
      view(TEXT, choices('<Choice value="Calm"/><Label value="Storm"/>')),
    ],
    passing: [view(IMAGE, boxes('', '<View><Label value="Ship"/></View>'))],
  },
  {
    code: 'tag-among-choices',
    title: 'A tag among choices is no choice',
    explanation: `In a \`Taxonomy\`, and in a \`Choice\`, nothing but \`Choice\` may stand; in \`Choices\` also \`View\`, \`Header\` and \`HyperText\`. Over another tag in a \`Taxonomy\`, also a \`View\` or a \`Header\` to put choices in order, the editor fails before it shows anything, and its sign of loading turns for ever. In \`Choices\` it shows its error panel. The validator does not look. Nothing is told of a \`Taxonomy\` with \`apiUrl\`.`,
    cure: 'Move the tag out of the choices; to put them in order, use a `Choice` with choices in it.',
    failing: [
      view(TEXT, taxonomy('<View><Choice value="Ship"/></View>')),
      view(TEXT, taxonomy('<Choice value="Ship"><Choice value="Sail"/><Header value="Others"/></Choice>')),
      view(TEXT, taxonomy('<Label value="Ship"/>', ' value="$moods"')),
      view(TEXT, choices('<Choice value="Calm"/><Style>.a { color: red }</Style>')),
      view(TEXT, choices('<Choice value="Calm"><View><Choice value="Very"/></View></Choice>')),
    ],
    passing: [
      view(TEXT, taxonomy('<Choice value="Ship"><!-- by wind --><Choice value="Sail"/></Choice>')),
      view(TEXT, choices('<Header value="Mood"/><View><Choice value="Calm"/></View>')),
    ],
  },
  {
    code: 'duplicate-label',
    title: 'A label stands twice in a control tag',
    explanation: 'A result carries only the text of a label, and cannot tell which of the two it means.',
    cure: 'Remove one, or give it another value or alias.',
    failing: [view(IMAGE, boxes('', '<Label value="Ship"/><Label value="Ship"/>'))],
    passing: [view(IMAGE, boxes('', '<Label value="Ship"/><Label value="Ship" alias="ship2"/>'))],
  },
  {
    code: 'empty-alias',
    title: 'A choice has an empty alias',
    explanation:
      'For the validator an empty alias is none, so that it asks for the value. The editor takes the empty text: it selects nothing for a prediction that names the value, and saves an empty text for what people choose. No prediction is right for both.',
    cure: 'Write an alias, or remove `alias=""`.',
    failing: [view(TEXT, choices('<Choice value="Calm" alias=""/>'))],
    passing: [
      view(TEXT, choices('<Choice value="Calm" alias="calm"/>')),
      view(IMAGE, boxes('', '<Label value="Ship" alias=""/>')),
    ],
  },
  {
    code: 'choice-with-variable',
    title: 'A choice has a variable in its text',
    explanation:
      'In the text of a `Choice` the editor puts data of the task in place of everything that looks like a `$variable`, so that “Under $50” becomes “Under undefined”. The validator takes the text as it is written. No prediction is right for both.',
    cure: 'Write the text without `$`, or give the choice an alias: results carry that.',
    failing: [view(TEXT, choices('<Choice value="Under $50"/>'))],
    passing: [view(TEXT, choices('<Choice value="Under $50" alias="cheap"/><Choice value="50 $ and more"/>'))],
  },
];

const values: readonly ConfigFaultPage[] = [
  {
    code: 'unknown-tag',
    title: 'The editor has no such tag',
    explanation: `${PANEL} It does so for a tag that it does not know. Told are only names that nearly are those of a tag: others can be tags of another edition.`,
    cure: 'Write the tag that was meant.',
    failing: [view(IMAGE, '<RectangelLabels name="box" toName="photo"><Label value="Ship"/></RectangelLabels>')],
    passing: [view(IMAGE, boxes())],
  },
  {
    code: 'attribute-value-refused',
    title: 'An attribute has a value that the editor does not take',
    explanation: `${PANEL} It does so where an attribute is to be \`true\` or \`false\`, one of some words, or a share from 0 to 1, and is something else. Case counts in values. The validator does not look.`,
    cure: 'Write one of the values that the message names.',
    failing: [
      view(TEXT, choices('<Choice value="Calm"/>', ' choice="multi"')),
      view(IMAGE, boxes(' opacity="60"')),
      view('<Image name="photo" value="$image" zoom="True"/>', boxes()),
    ],
    passing: [
      view(TEXT, choices('<Choice value="Calm"/>', ' choice="multiple" required="true"')),
      view(IMAGE, boxes(' opacity="0.6"')),
    ],
  },
  {
    code: 'unknown-date-part',
    title: 'DateTime asks for a part that no date has',
    explanation:
      '`only` says which parts are asked for: `date`, `time`, `month` and `year`, with commas. The editor passes over other words, and shows no field at all where nothing else is left, so that nobody can see or give an answer.',
    cure: 'Write the parts that are meant.',
    failing: [
      view(TEXT, '<DateTime name="when" toName="body" only="day"/>'),
      view(TEXT, '<DateTime name="when" toName="body" only="month,years,day"/>'),
    ],
    passing: [view(TEXT, '<DateTime name="when" toName="body" only="month,year"/>')],
  },
];

const when = (attributes: string): string => `<View ${attributes}><Header value="Why?"/></View>`;
const MOOD = choices('<Choice value="Calm"/><Choice value="Angry"/>');
const ANGRY = 'whenTagName="mood" whenChoiceValue="Angry"';

const conditions: readonly ConfigFaultPage[] = [
  {
    code: 'condition-without-choices',
    title: 'A condition asks for choices where there are none',
    explanation:
      'With `visibleWhen="choice-selected"` or `"choice-unselected"` the editor asks the tag that `whenTagName` names for what is chosen in it. That has to be a `Choices` or a `Taxonomy`, named letter by letter. With `whenChoiceValue` the editor fails over any other name, and leaves a blank page as soon as it comes to show the tag; without, the tag is never shown, or always. A `TextArea` is shown all the same, and it is *Submit* that fails over its answers, or leaves them out. The validator does not look. Names are not looked for where a `Repeater` makes some.',
    cure: 'Write the name of a `Choices` or `Taxonomy`, or remove `visibleWhen`.',
    failing: [
      view(TEXT, MOOD, when('visibleWhen="choice-selected" whenTagName="Mood" whenChoiceValue="Angry"')),
      view(
        TEXT,
        '<Rating name="stars" toName="body"/>',
        when('visibleWhen="choice-unselected" whenTagName="stars" whenChoiceValue="1"'),
      ),
      view(TEXT, MOOD, when('visibleWhen="choice-selected" whenTagName="moods"')),
      view(
        TEXT,
        MOOD,
        '<TextArea name="why" toName="body" visibleWhen="choice-selected" whenTagName="moods" whenChoiceValue="Angry"/>',
      ),
    ],
    passing: [
      view(TEXT, MOOD, when(`visibleWhen="choice-selected" ${ANGRY}`)),
      view(TEXT, when(`visibleWhen="choice-unselected" ${ANGRY}`), MOOD),
      view(TEXT, MOOD, `<TextArea name="why" toName="body" visibleWhen="choice-selected" ${ANGRY}/>`),
    ],
  },
  {
    code: 'condition-without-regions',
    title: 'A condition asks for regions that no tag makes',
    explanation:
      'With `visibleWhen="region-selected"` the tag of `whenTagName` is the control tag whose label the selected region has. The region is not asked for its object, nor for a control tag without labels such as `Rectangle`, so that with such a name the tag is never shown.',
    cure: 'Write the name of the control tag with the labels, or remove `whenTagName` for regions of any label.',
    failing: [
      view(IMAGE, boxes(), when('visibleWhen="region-selected" whenTagName="photo"')),
      view(IMAGE, boxes(), when('visibleWhen="region-selected" whenTagName="boxes" whenLabelValue="Ship"')),
    ],
    passing: [
      view(IMAGE, boxes(), when('visibleWhen="region-selected" whenTagName="box" whenLabelValue="Ship"')),
      view(IMAGE, boxes(), when('visibleWhen="region-selected"')),
    ],
  },
  {
    code: 'condition-on-itself',
    title: 'Whether a tag is shown depends on itself',
    explanation:
      'What is chosen in a tag counts only while the tag is shown. So a condition with `visibleWhen="choice-selected"` or `"choice-unselected"` also asks whether the tag of its `whenTagName` is shown, and the `View`s around that. Where this comes back to where it began, the editor fails and leaves a blank page. The validator does not look.',
    cure: 'Move the tag of `whenTagName` out of the one that has the condition, or name another.',
    failing: [
      view(TEXT, `<View visibleWhen="choice-selected" ${ANGRY}>${MOOD}</View>`),
      view(TEXT, choices('<Choice value="Angry"/>', ` visibleWhen="choice-selected" ${ANGRY}`)),
      view(
        TEXT,
        choices('<Choice value="Angry"/>', ' visibleWhen="choice-selected" whenTagName="why"'),
        `<Choices name="why" toName="body" visibleWhen="choice-selected" ${ANGRY}><Choice value="Noise"/></Choices>`,
      ),
    ],
    passing: [
      view(
        TEXT,
        MOOD,
        `<Choices name="why" toName="body" visibleWhen="choice-selected" ${ANGRY}><Choice value="Noise"/></Choices>`,
        when('visibleWhen="choice-selected" whenTagName="why" whenChoiceValue="Noise"'),
      ),
    ],
  },
];

export const configFaultPages: readonly ConfigFaultPage[] = [
  ...unreadable,
  ...names,
  ...labels,
  ...values,
  ...conditions,
];
