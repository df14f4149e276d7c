/** What can be written at a place of a labeling config, told by the catalogue of tags and by the config itself. */
import { type ConfigAttribute, visibility } from '../tags/attributes';
import { configTag, tagPage } from '../tags/configTags';
import type { Span } from '../text/locate';
import { attributeMarkdown } from './hover';
import { placeAt } from './place';
import { type ScannedConfig, type ScannedTag, scanConfig } from './scan';
import { tagSnippet, tagsInside } from './tagSnippets';
import { valueProposals } from './values';

export interface ConfigProposal {
  label: string;
  kind: 'tag' | 'attribute' | 'value' | 'name';
  /** A few words beside the label. */
  detail?: string;
  /** Markdown. */
  documentation?: string;
  text: string;
  isSnippet: boolean;
  /** The best of them come first. */
  rank: number;
  replaced: Span;
  /** Once it is written there is more to propose at the cursor. */
  goesOn?: boolean;
}

export type ConfigDraft = Omit<ConfigProposal, 'replaced' | 'rank' | 'isSnippet'> & {
  isSnippet?: boolean;
  rank?: number;
  replaced?: Span;
};

export interface ConfigCompletionOptions {
  /** Keys of the data of tasks that are open. */
  dataKeys?: Iterable<string>;
}

/**
 * Proposals for a place in a config, which need not be XML yet. Never throws.
 *
 * @param offset in UTF-16 units
 */
export function completeConfig(text: string, offset: number, options: ConfigCompletionOptions = {}): ConfigProposal[] {
  const config = scanConfig(text);
  const place = placeAt(config, offset);
  const here = { start: offset, end: offset };
  const ending = /<\/([^\s<>/]*)$/.exec(text.slice(Math.max(0, offset - 200), offset));
  if (ending && place.kind === 'content') return finished(endTag(text, offset, ending), here);
  switch (place.kind) {
    case 'none':
      return [];
    case 'content':
      return finished(tagsAt(config, place.parent, true, false), here);
    case 'tag':
      return finished(
        tagsAt(config, place.tag.parent, false, place.tag.attributes.length > 0 || place.tag.hasBracket),
        place.replaced,
      );
    case 'attribute':
      // Behind a quote or an equals sign no attribute can begin.
      if (!place.attribute && !/\s/.test(text.charAt(offset - 1))) return [];
      return finished(attributesAt(place.tag, place.attribute?.name, text, place.replaced), place.replaced);
    case 'value':
      return finished(valueProposals({ config, place, offset, dataKeys: options.dataKeys ?? [] }), place.span);
  }
}

function finished(drafts: readonly ConfigDraft[], replaced: Span): ConfigProposal[] {
  return drafts.map((draft, order) => ({ isSnippet: false, rank: order, replaced, ...draft }));
}

/** Tags that make sense in a parent. */
function tagsAt(
  config: ScannedConfig,
  parent: ScannedTag | undefined,
  withBracket: boolean,
  isNameOnly: boolean,
): ConfigDraft[] {
  return tagsInside(config, parent).map((tag) => {
    const page = tagPage(tag);
    const snippet = isNameOnly ? tag.tag : tagSnippet(config, tag);
    return {
      label: tag.tag,
      kind: 'tag',
      ...(tag.edition === 'enterprise' && { detail: 'Enterprise only' }),
      documentation: page ? `${tag.summary}\n\n[Documentation](${page})` : tag.summary,
      text: withBracket ? `<${snippet}` : snippet,
      isSnippet: !isNameOnly,
    };
  });
}

/** The name of the tag that is open there, without what is typed of its end. */
function endTag(text: string, offset: number, [whole, typed = '']: RegExpExecArray): ConfigDraft[] {
  const before = text.slice(0, offset - whole.length);
  const place = placeAt(scanConfig(before), before.length);
  if (place.kind !== 'content' || !place.parent) return [];
  const rest = /^[^\s<>/]*>?/.exec(text.slice(offset))?.[0] ?? '';
  const { tag } = place.parent;
  const replaced = { start: offset - typed.length, end: offset + rest.length };
  return [{ label: tag, kind: 'tag', text: `${tag}>`, replaced }];
}

function attributesAt(tag: ScannedTag, typed: string | undefined, text: string, replaced: Span): ConfigDraft[] {
  const known = configTag(tag.tag);
  const there = new Set(tag.attributes.map(({ name }) => name.toLowerCase()));
  const hasValue = /^\s*=/.test(text.slice(replaced.end, replaced.end + 100));
  const all = known ? known.attributes : visibility;
  return all
    .filter(({ name }) => !there.has(name.toLowerCase()) || name.toLowerCase() === typed?.toLowerCase())
    .map((attribute) => ({
      label: attribute.name,
      kind: 'attribute' as const,
      ...(attribute.required && { detail: 'required' }),
      documentation: attributeMarkdown(attribute, known),
      text: hasValue ? attribute.name : `${attribute.name}="$1"`,
      isSnippet: !hasValue,
      ...(!hasValue && hasProposals(attribute) && { goesOn: true }),
    }));
}

const FREE: ReadonlySet<ConfigAttribute['kind']['kind']> = new Set(['name', 'text', 'number', 'color', 'share']);

const hasProposals = ({ kind }: ConfigAttribute): boolean => !FREE.has(kind.kind);
