/** What the tags and attributes of a labeling config are, as Markdown. */
import type { ConfigAttribute } from '../tags/attributes';
import { tagByName } from '../tags/catalogue';
import { type ConfigTag, configAttribute, configTag, tagPage } from '../tags/configTags';
import type { Span } from '../text/locate';
import { placeAt } from './place';
import { scanConfig } from './scan';

export interface ConfigHover {
  markdown: string;
  span: Span;
}

/** What is at a place of a config, explained; undefined where there is nothing to say. */
export function hoverInConfig(text: string, offset: number): ConfigHover | undefined {
  const config = scanConfig(text);
  const place = placeAt(config, offset);
  if (place.kind !== 'tag' && place.kind !== 'attribute' && place.kind !== 'value') return undefined;
  const known = configTag(place.tag.tag);
  if (place.kind === 'tag') return known && { markdown: tagMarkdown(known), span: place.replaced };
  if (!place.attribute) return undefined;
  const attribute = configAttribute(known, place.attribute.name);
  const span = place.kind === 'value' ? place.span : place.replaced;
  return attribute && { markdown: attributeMarkdown(attribute, known), span };
}

const KINDS: Readonly<Record<ConfigTag['kind'], string>> = {
  control: 'control tag',
  object: 'object tag',
  label: 'label',
  visual: 'layout',
};

export function tagMarkdown(tag: ConfigTag): string {
  const { kind, edition, objects } = tag;
  const type = kind === 'control' || tagByName(tag.tag) ? tagByName(tag.tag)?.type : undefined;
  const parts = [`**${tag.tag}** · ${KINDS[kind]}${edition === 'enterprise' ? ' · Enterprise only' : ''}`, tag.summary];
  if (type !== undefined) parts.push(`Results have the type \`${type}\`.`);
  if (objects.length > 0) parts.push(`It labels ${objects.map((name) => `\`${name}\``).join(', ')}.`);
  return [...parts, ...linkOf(tag)].join('\n\n');
}

export function attributeMarkdown(attribute: ConfigAttribute, tag: ConfigTag | undefined): string {
  const { name, summary, initial, kind } = attribute;
  const parts = [`**${name}**${tag ? ` · \`<${tag.tag}>\`` : ''}${attribute.required ? ' · required' : ''}`, summary];
  const values = kind.kind === 'boolean' ? ['true', 'false'] : kind.kind === 'enum' ? kind.values : [];
  if (values.length > 0) parts.push(`Values: ${values.map((value) => `\`${value}\``).join(', ')}.`);
  if (initial) parts.push(`Default: \`${initial}\`.`);
  return [...parts, ...(tag ? linkOf(tag) : [])].join('\n\n');
}

function linkOf(tag: ConfigTag): string[] {
  const page = tagPage(tag);
  return page === undefined ? [] : [`[Documentation of ${tag.tag}](${page})`];
}
