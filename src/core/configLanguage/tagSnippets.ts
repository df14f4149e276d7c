/** Whole tags, ready to be put into a config. */
import { type ConfigTag, configTag, configTags } from '../tags/configTags';
import { freeName, namedObjects } from './named';
import type { ScannedConfig, ScannedTag } from './scan';

/** Tags that make sense below a tag; the root is a `View`. */
export function tagsInside(config: ScannedConfig, parent: ScannedTag | undefined): readonly ConfigTag[] {
  if (!parent) {
    const hasRoot = config.roots.some((root) => root.tag !== '' && configTag(root.tag));
    return hasRoot ? [] : configTags.filter(({ tag }) => tag === 'View');
  }
  const names = namesInside(parent);
  if (names) return names.flatMap((name) => configTag(name) ?? []);
  return configTags.filter(({ kind, tag }) => kind !== 'label' && tag !== 'Panel' && tag !== 'Dialog');
}

/** Undefined where anything goes. A `View` in a control tag holds what that holds. */
function namesInside(parent: ScannedTag): readonly string[] | undefined {
  for (let at: ScannedTag | undefined = parent; at; at = at.parent) {
    const names = configTag(at.tag)?.children;
    if (names) return names;
    if (at.tag !== 'View' && at.tag !== 'Repeater') return undefined;
  }
  return undefined;
}

/** Names that are proposed for objects and controls. */
const CONTROL_NAME = 'label';

/** A tag as a snippet, without its `<`: what it needs is there, and what can be known is filled in. */
export function tagSnippet(config: ScannedConfig, tag: ConfigTag): string {
  let n = 0;
  const next = (text = ''): string => {
    n += 1;
    return text === '' ? `$${n}` : `\${${n}:${text}}`;
  };
  const needed = tag.attributes.filter(({ required }) => required);
  const written = needed.map(({ name, kind }) => {
    if (kind.kind === 'name') return `${name}="${next(freeName(config, nameFor(tag)))}"`;
    if (kind.kind === 'to-name') return `${name}="${objectPlaceholder(config, tag, () => (n += 1))}"`;
    if (kind.kind === 'data') return `${name}="\\$${next(keyFor(tag))}"`;
    return `${name}="${next()}"`;
  });
  const head = [tag.tag, ...written].join(' ');
  const inside = insideOf(tag, next);
  return inside === undefined ? `${head}/>$0` : `${head}>\n\t${inside}\n</${tag.tag}>$0`;
}

function insideOf(tag: ConfigTag, next: () => string): string | undefined {
  const label = tag.labelTag ?? (tag.tag === 'Relations' ? 'Relation' : undefined);
  if (label !== undefined) return `<${label} value="${next()}"/>`;
  return tag.kind === 'visual' && (tag.children === undefined || tag.children.length > 0) ? next() : undefined;
}

function nameFor({ kind, tag }: ConfigTag): string {
  if (kind === 'control') return CONTROL_NAME;
  return tag.charAt(0).toLowerCase() + tag.slice(1);
}

const keyFor = ({ tag }: ConfigTag): string => (tag === 'Repeater' ? 'items' : tag.toLowerCase());

/** The objects that a control can point to, as a choice where there are several. */
function objectPlaceholder(config: ScannedConfig, { objects }: ConfigTag, next: () => number): string {
  const names = namedObjects(config)
    .filter(({ tag }) => objects.length === 0 || objects.includes(tag.tag))
    .map(({ name }) => name.replace(/[\\$}]/g, '\\$&'));
  const n = next();
  if (names.length > 1) return `\${${n}|${names.map((name) => name.replace(/[,|]/g, '\\$&')).join(',')}|}`;
  return `\${${n}:${names[0] ?? (objects[0] ?? 'object').toLowerCase()}}`;
}
