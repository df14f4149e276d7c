/** What can stand as the value of an attribute. */
import { type ConfigTag, configAttribute, configTag } from '../tags/configTags';
import type { Span } from '../text/locate';
import type { ConfigDraft } from './complete';
import { labelsOf, namedControls, namedObjects } from './named';
import type { Place } from './place';
import { attributeText, escapedForAttribute, type ScannedConfig, type ScannedTag } from './scan';

interface Question {
  config: ScannedConfig;
  place: Extract<Place, { kind: 'value' }>;
  offset: number;
  dataKeys: Iterable<string>;
}

export function valueProposals({ config, place, offset, dataKeys }: Question): ConfigDraft[] {
  const { tag } = place;
  const known = configTag(tag.tag);
  const attribute = configAttribute(known, place.attribute.name);
  if (!attribute) return [];
  const { kind, initial } = attribute;
  const list = listAround(place, offset);
  switch (kind.kind) {
    case 'boolean':
      return words(['true', 'false'], initial);
    case 'enum':
      return kind.many ? pieces(words(kind.values, initial), list) : words(kind.values, initial);
    case 'to-name':
      return pieces(objectDrafts(config, tag, known), list);
    case 'tag-name':
      return controlDrafts(config, tag);
    case 'object-name':
      return objectDrafts(config, tag, undefined);
    case 'labels':
      return pieces(labelDrafts(config, tag, 'Label'), list);
    case 'choices':
      return pieces(labelDrafts(config, tag, 'Choice'), list);
    case 'data':
      return [...new Set(dataKeys)].map((key) => ({
        label: `$${key}`,
        kind: 'value',
        detail: 'in the data of open tasks',
        text: escapedForAttribute(`$${key}`),
      }));
    default:
      return [];
  }
}

function words(values: readonly string[], initial: string | undefined): ConfigDraft[] {
  return values.map((value) => ({
    label: value,
    kind: 'value',
    ...(value === initial && { detail: 'default' }),
    text: value,
  }));
}

/** The part of a list with commas that is being written, and the other parts. */
interface ListAround {
  part: Span;
  others: ReadonlySet<string>;
}

function listAround({ attribute, span }: Question['place'], offset: number): ListAround {
  const value = attribute.value ?? '';
  const at = offset - span.start;
  const start = value.lastIndexOf(',', at - 1) + 1;
  const comma = value.indexOf(',', at);
  const end = comma < 0 ? value.length : comma;
  const others = [...value.slice(0, Math.max(0, start - 1)).split(','), ...value.slice(end + 1).split(',')];
  return { part: { start: span.start + start, end: span.start + end }, others: new Set(others) };
}

/** Proposals for one part of a list: what another part says already is not proposed again. */
function pieces(drafts: readonly ConfigDraft[], { part, others }: ListAround): ConfigDraft[] {
  return drafts.filter(({ text }) => !others.has(text)).map((draft) => ({ ...draft, replaced: part }));
}

/** Names of objects of a kind that a control can label; of all where it can label any. */
function objectDrafts(config: ScannedConfig, self: ScannedTag, control: ConfigTag | undefined): ConfigDraft[] {
  // A Filter searches the labels of a control.
  const kinds = control?.objects ?? [];
  return namedObjects(config)
    .filter(({ tag }) => tag !== self && (kinds.length === 0 || kinds.includes(tag.tag)))
    .map(({ name, tag }) => {
      const shown = attributeText(tag, 'valueList') || attributeText(tag, 'value');
      return nameDraft(name, `<${tag.tag}> ${shown}`);
    });
}

/** Of choices, those whose choices can be asked for. */
function controlDrafts(config: ScannedConfig, self: ScannedTag): ConfigDraft[] {
  const isChoice = attributeText(self, 'visibleWhen')?.startsWith('choice') === true;
  return namedControls(config)
    .filter(({ tag }) => tag !== self && (!isChoice || configTag(tag.tag)?.labelTag === 'Choice'))
    .map(({ name, tag }) => nameDraft(name, `<${tag.tag}>`));
}

function labelDrafts(config: ScannedConfig, self: ScannedTag, labelTag: string): ConfigDraft[] {
  const wanted = attributeText(self, 'whenTagName');
  const control = namedControls(config).find(({ name }) => name === wanted)?.tag;
  return labelsOf(config.tags, labelTag, control).map((text) => ({
    label: text,
    kind: 'value',
    text: escapedForAttribute(text),
  }));
}

const nameDraft = (name: string, detail: string): ConfigDraft => ({
  label: name,
  kind: 'name',
  detail,
  text: escapedForAttribute(name),
});
