/**
 * The attributes of a labeling config that refer to names and labels. The editor reads their names without regard to case.
 */
import type { XmlTag } from '../labelingConfig/xml';
import { listParts } from './attribute';
import type { Collector, LabelTree } from './configIndex';
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
    const { symbols, byValue = false } = find(text);
    collector.add(tag, span, symbols, { start: span.start + start, end: span.start + end }, byValue);
  }
}

interface Referred {
  symbols: readonly ConfigSymbol[];
  byValue?: boolean;
}

type Find = (text: string) => Referred;

/** How the parts of an attribute are looked up; undefined for one that refers to nothing. */
function finderOf(tag: XmlTag, attribute: string, collector: Collector): Find | undefined {
  switch (attribute) {
    case 'toname':
    case 'whentagname':
    case 'sync':
      return (text) => {
        const { controls, objects } = collector.config;
        return { symbols: controls.has(text) || objects.has(text) ? [{ kind: 'name', name: text }] : [] };
      };
    case 'whenchoicevalue':
      return (text) => {
        // The editor takes the alias of a choice and its value here.
        const isOfKind = (type: string): boolean => type === 'choices' || type === 'taxonomy';
        const symbols = labelsOf(tag, collector, isOfKind, (tree) => tree.of(text));
        if (symbols.length > 0) return { symbols };
        return { symbols: labelsOf(tag, collector, isOfKind, (tree) => tree.byValue(text)), byValue: true };
      };
    case 'whenlabelvalue':
      return (text) => ({
        symbols: labelsOf(
          tag,
          collector,
          (type) => type.endsWith('labels'),
          (tree) => tree.of(text),
        ),
      });
    default:
      return undefined;
  }
}

/** The labels that a condition can mean: those of the tag that it names, else those of all controls of the kind. */
function labelsOf(
  tag: XmlTag,
  { config, labels }: Collector,
  isOfKind: (type: string) => boolean,
  find: (tree: LabelTree) => readonly ConfigSymbol[],
): readonly ConfigSymbol[] {
  const attribute = Object.keys(tag.attributes).find((name) => name.toLowerCase() === 'whentagname');
  const name = attribute === undefined ? undefined : tag.attributes[attribute];
  const named = name ? labels.get(name) : undefined;
  if (name) return named ? find(named) : [];
  const found: ConfigSymbol[] = [];
  for (const control of config.controls.values()) {
    const tree = isOfKind(control.tag.toLowerCase()) ? labels.get(control.name) : undefined;
    if (tree) found.push(...find(tree));
  }
  return found;
}
