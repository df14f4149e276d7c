/** The outline of a labeling config: objects and controls by name, with their labels; layout is left out. */
import { configTag } from '../tags/configTags';
import type { Span } from '../text/locate';
import { labelText } from './named';
import { attributeText, type ScannedTag, scanConfig } from './scan';

export interface ConfigSymbol {
  name: string;
  /** The tag. */
  detail: string;
  kind: 'control' | 'object' | 'label';
  /** With all that is in it. */
  span: Span;
  /** The start tag. */
  selection: Span;
  children: ConfigSymbol[];
}

export function outlineOfConfig(text: string): ConfigSymbol[] {
  return scanConfig(text).roots.flatMap(symbolsOf);
}

/** A tag that is nothing by itself gives its place to what is in it. */
function symbolsOf(tag: ScannedTag): ConfigSymbol[] {
  const children = tag.children.flatMap(symbolsOf);
  const kind = kindOf(tag);
  const name = kind === 'label' ? labelText(tag) : attributeText(tag, 'name');
  if (kind === undefined || !name) return children;
  const { start, end } = tag;
  return [{ name, detail: tag.tag, kind, span: { start: start.start, end }, selection: start, children }];
}

function kindOf(tag: ScannedTag): ConfigSymbol['kind'] | undefined {
  const kind = configTag(tag.tag)?.kind;
  if (kind === 'label') return 'label';
  if (attributeText(tag, 'toName')) return tag.tag === 'Filter' ? undefined : 'control';
  return kind === 'control' ? 'control' : kind === 'visual' ? undefined : 'object';
}
