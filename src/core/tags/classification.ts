/** Control tags that answer a question about the whole task, or about one region. */
import { choice, float, list, raw, regionSkeleton, required, string, strings, text } from './fields';
import type { ControlTag, FieldKind, SnippetValue } from './types';

interface Answer {
  tag: string;
  /** Key of the value; that of the type if left out. */
  key?: string;
  summary: string;
  kind: FieldKind;
  value: SnippetValue;
  objects?: readonly string[];
  edition?: 'enterprise';
  toName?: string;
  canAskPerRegion?: true;
  /** Ranker has no label key: presence is checked by its class only. */
  labelKey?: false;
}

const answers: Answer[] = [
  {
    tag: 'Choices',
    summary: 'Chooses one or more values: the alias, or else the value, of Choice tags.',
    kind: strings,
    value: [text(4, 'Choice')],
    canAskPerRegion: true,
  },
  {
    tag: 'Taxonomy',
    summary: 'Chooses paths in a tree: each is a list of values from the root down.',
    kind: list(strings),
    value: [[text(4, 'Parent'), text(5, 'Child')]],
    canAskPerRegion: true,
  },
  {
    tag: 'Rating',
    summary: 'Gives a number of stars: a whole number from 0 to maxRating.',
    kind: { kind: 'int', min: 0 },
    value: raw(4, 3),
    canAskPerRegion: true,
  },
  {
    tag: 'Number',
    summary: 'Gives a number, in whatever unit the labeling config asks for.',
    kind: float,
    value: raw(4, 1),
    canAskPerRegion: true,
  },
  {
    tag: 'DateTime',
    summary: "Gives a date or time as text in the tag's format.",
    kind: string,
    value: text(4, '2031-04-09'),
    canAskPerRegion: true,
  },
  {
    tag: 'TextArea',
    key: 'text',
    summary: 'Gives texts, always as a list.',
    kind: strings,
    value: [text(4, 'Text')],
    canAskPerRegion: true,
  },
  {
    tag: 'Pairwise',
    key: 'selected',
    summary: 'Chooses the left or the right one of two objects.',
    kind: string,
    value: choice(4, 'left', 'right'),
  },
  {
    tag: 'Ranker',
    summary: 'Orders the items of a List, or puts them into buckets: lists of item ids.',
    kind: { kind: 'map', of: strings },
    // The key is the name of the Ranker, so it follows the first placeholder.
    value: { [text(1, 'label')]: [text(4, 'item1'), text(5, 'item2')] },
    objects: ['List'],
    toName: 'list',
    labelKey: false,
  },
  {
    tag: 'ReactCode',
    summary: 'Holds what the code of the tag returns.',
    kind: { kind: 'map', of: { kind: 'any' } },
    value: { [text(4, 'key')]: text(5, 'value') },
    edition: 'enterprise',
  },
];

function answerTag({ tag, summary, kind, value, ...rest }: Answer): ControlTag {
  const type = tag.toLowerCase();
  const key = rest.key ?? type;
  return {
    tag,
    type,
    ...(rest.labelKey === false ? {} : { labelKey: key }),
    ...(rest.canAskPerRegion && { canAskPerRegion: true }),
    objects: rest.objects ?? [],
    edition: rest.edition ?? 'community',
    summary,
    fields: { [key]: required(kind) },
    skeleton: regionSkeleton(type, rest.toName ?? 'object', { [key]: value }),
  };
}

const relation: ControlTag = {
  tag: 'Relations',
  type: 'relation',
  objects: [],
  edition: 'community',
  summary: 'Connects two regions of the same result by their ids; the tag itself need not exist.',
  fields: {},
  skeleton: {
    type: 'relation',
    from_id: text(1, 'r1'),
    to_id: text(2, 'r2'),
    direction: choice(3, 'right', 'left', 'bi'),
    labels: [text(4, 'label')],
  },
};

export const classificationTags: readonly ControlTag[] = [...answers.map(answerTag), relation];
