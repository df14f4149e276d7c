/** Labeling configs that are easily got wrong: odd names and labels, limits, conditions, Repeaters, tags in pairs. */
const IMAGE = '<Image name="img" value="$image"/>';
const TEXT = '<Text name="txt" value="$text"/>';
const onImage = (...tags: string[]): string => `<View>${IMAGE}${tags.join('')}</View>`;
const onText = (...tags: string[]): string => `<View>${TEXT}${tags.join('')}</View>`;
const boxes = (name: string, ...labels: string[]): string =>
  `<RectangleLabels name="${name}" toName="img">${labels.map((label) => `<Label value="${label}"/>`).join('')}</RectangleLabels>`;

export const HARD_CONFIGS: Readonly<Record<string, string>> = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what snippets read as placeholders
  'quotes, backslashes and placeholders': onImage(boxes('bo&quot;x', 'say &quot;hi&quot;', 'a\\b', '$1 ${2:x} }|,')),
  'one label of a snippet’s characters': onImage('<Choices name="c" toName="img"><Choice value="5$ {}\\"/></Choices>'),
  'a name of a snippet’s characters': onImage(boxes('a{b}|^', '^label')),
  'other alphabets and regular expressions': onImage(boxes('ブ(ox.*)+', 'é😀', '&amp;&lt;&gt;', '\u2028')),
  'commas, bars and braces in several labels': onImage(boxes('b', 'a,b', 'c|d', 'e}f', 'x\\y')),
  'names of JavaScript': onImage(
    boxes('__proto__', 'constructor', '__proto__'),
    '<Choices name="toString" toName="img"><Choice value="hasOwnProperty"/></Choices>',
  ),
  'sixty labels': onImage(boxes('b', ...Array.from({ length: 60 }, (_, n) => `L${n}`))),
  'one label in two controls': onImage(boxes('b1', 'A'), boxes('b2', 'A', 'B')),
  'one control on two objects': `<View>${IMAGE}${TEXT}<Choices name="c" toName="img,txt"><Choice value="A"/></Choices></View>`,
  'questions about regions': onImage(
    boxes('b', 'A', 'B'),
    '<Choices name="q" toName="img" perRegion="true" whenLabelValue="B"><Choice value="x"/></Choices>',
    '<TextArea name="t" toName="img" perRegion="true"/><Rating name="r" toName="img" perRegion="true"/>',
    '<Taxonomy name="x" toName="img" perRegion="true"><Choice value="V"><Choice value="W"/></Choice></Taxonomy>',
  ),
  'questions that depend on a choice': onText(
    '<Choices name="c" toName="txt"><Choice value="A"/><Choice value="B"/></Choices>',
    '<View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="B"><Rating name="r" toName="txt"/></View>',
    '<View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="A"><TextArea name="t" toName="txt"/></View>',
  ),
  'a question before the choice that it depends on': onText(
    '<View visibleWhen="choice-selected" whenTagName="c" whenChoiceValue="A"><TextArea name="t" toName="txt"/></View>',
    '<Choices name="c" toName="txt"><Choice value="A"/></Choices>',
  ),
  aliases: onText(
    '<Labels name="l" toName="txt"><Label value="Person" alias="per"/><Label value="Org" alias=""/></Labels>',
    '<Choices name="c" toName="txt"><Choice value="Yes" alias="y"/></Choices>',
  ),
  'labels and choices of the task': onText(
    '<Labels name="l" toName="txt" value="$labels"/>',
    '<Choices name="c" toName="txt" value="$options"><Choice value="Static"/></Choices>',
  ),
  'leaves of a tree': onText(
    '<Taxonomy name="x" toName="txt" leafsOnly="true"><Choice value="A"><Choice value="B" alias="bb"/></Choice><Choice value="C"/></Taxonomy>',
  ),
  'numbers in limits': onText(
    '<Number name="n1" toName="txt" min="-5" max="-1"/><Number name="n2" toName="txt" step="0.5"/>',
    '<Number name="n3" toName="txt" min="10" step="5" max="22"/><Number name="n4" toName="txt" min="x"/>',
    '<Number name="n5" toName="txt" max="0.5" min="0.1"/><Number name="n6" toName="txt" Max="0.5"/>',
    '<Number name="n7" toName="txt" step="3"/>',
  ),
  'dates in limits': onText(
    '<DateTime name="d1" toName="txt" only="date" format="%d.%m.%Y"/><DateTime name="d2" toName="txt" only="time"/>',
    '<DateTime name="d3" toName="txt" min="2020-01-01" max="2021-01-01"/>',
    '<DateTime name="d4" toName="txt" only="date" min="2050-06-01"/><DateTime name="d5" toName="txt" only="year" max="1990"/>',
  ),
  'few stars': onText('<Rating name="r1" toName="txt" maxRating="2"/><Rating name="r2" toName="txt" maxrating="1"/>'),
  'shapes with labels beside': onImage(
    '<Rectangle name="re" toName="img"/><Ellipse name="el" toName="img"/><Polygon name="po" toName="img"/>',
    '<KeyPoint name="kp" toName="img"/><Brush name="br" toName="img"/>',
    '<Labels name="la" toName="img"><Label value="A &quot;1&quot;"/><Label value="B"/></Labels>',
  ),
  video:
    '<View><Video name="v" value="$video"/><VideoRectangle name="box" toName="v"/><Labels name="vl" toName="v"><Label value="$"/></Labels><TimelineLabels name="tl" toName="v"><Label value="Act"/></TimelineLabels></View>',
  'a chat that is its own control': '<View><Chat name="chat" value="$chat"/></View>',
  'a chat that is written as a control': '<View><Chat name="chat" value="$chat" toName="chat"/></View>',
  pairs: '<View><Text name="a" value="$a"/><Text name="b" value="$b"/><Pairwise name="p" toName="a,b"/></View>',
  buckets:
    '<View><List name="li" value="$items"/><Ranker name="rk" toName="li"><Bucket name="go&quot;od"/><Bucket name="bad"/></Ranker></View>',
  'times of a series':
    '<View><TimeSeries name="ts" value="$csv" timeColumn="t" timeFormat="%d.%m.%Y"/><TimeSeriesLabels name="tl" toName="ts"><Label value="Run"/></TimeSeriesLabels></View>',
};

/** The validator knows no names that a Repeater makes, so only the editor's word counts here. */
export const REPEATED_CONFIG =
  '<View><Repeater on="$pages"><Image name="p_{{idx}}" value="$pages[{{idx}}].image"/><RectangleLabels name="b_{{idx}}" toName="p_{{idx}}"><Label value="A{{idx}}"/><Label value="B"/></RectangleLabels></Repeater></View>';
