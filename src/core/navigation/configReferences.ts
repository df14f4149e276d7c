/**
 * The attributes of a labeling config that refer to names and labels. The editor reads their names without regard to case.
 */
import type { XmlTag } from '../labelingConfig/xml';
import { listParts } from './attribute';
import type { Collector } from './configIndex';
import type { ConfigSymbol } from './symbol';

/** Adds every reference in a tag and below it. */
export function collectReferences(root: XmlTag, collector: Collector): void {
  const visit = (tag: XmlTag): void => {
    for (const attribute of Object.keys(tag.attributes)) refer(tag, attribute, collector);
    for (const child of tag.children) visit(child);
  };
  visit(root);
}

function refer(tag: XmlTag, attribute: string, collector: Collector): void {
  const find = finderOf(tag, attribute.toLowerCase(), collector);
  const span = find && tag.attributeSpan(attribute);
  if (!span) return;
  for (const { text, start, end } of listParts(collector.xml.slice(span.start, span.end))) {
    collector.add(tag, span, find(text), { start: span.start + start, end: span.start + end });
  }
}

type Find = (text: string) => readonly ConfigSymbol[];

/** How the parts of an attribute are looked up; undefined for one that refers to nothing. */
function finderOf(tag: XmlTag, attribute: string, collector: Collector): Find | undefined {
  switch (attribute) {
    case 'toname':
    case 'whentagname':
    case 'sync':
      return (text) => {
        const { controls, objects } = collector.config;
        return controls.has(text) || objects.has(text) ? [{ kind: 'name', name: text }] : [];
      };
    case 'whenchoicevalue':
      return (text) => labelsOf(text, tag, collector, (type) => type === 'choices' || type === 'taxonomy');
    case 'whenlabelvalue':
      return (text) => labelsOf(text, tag, collector, (type) => type.endsWith('labels'));
    default:
      return undefined;
  }
}

/** The labels that a condition can mean: those of the tag that it names, else those of all controls of the kind. */
function labelsOf(
  text: string,
  tag: XmlTag,
  { config, labels }: Collector,
  isOfKind: (type: string) => boolean,
): readonly ConfigSymbol[] {
  const named = Object.keys(tag.attributes).find((name) => name.toLowerCase() === 'whentagname');
  const name = named === undefined ? undefined : tag.attributes[named];
  if (name) return labels.get(name)?.of(text) ?? [];
  const found: ConfigSymbol[] = [];
  for (const control of config.controls.values()) {
    if (isOfKind(control.tag.toLowerCase())) found.push(...(labels.get(control.name)?.of(text) ?? []));
  }
  return found;
}
