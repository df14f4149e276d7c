/** When the editor shows a control tag: the attributes of it and of the `View`s around it that it depends on. */
import { isControlTag } from './tagRules';
import type { XmlTag } from './xml';

/** What one tag depends on. Texts are as written; undefined where the attribute is missing or empty. */
export interface Condition {
  visibleWhen: string | undefined;
  whenTagName: string | undefined;
  whenChoiceValue: string | undefined;
}

/** What showing and submitting the answers of a control tag depends on. */
export interface Visibility {
  /** Of the tag itself. */
  own: Condition;
  /** Of the `View`s around it that have one. */
  around: readonly Condition[];
  /** The label that a region needs to be asked about. */
  whenLabelValue: string | undefined;
}

/** Tags that hide themselves and what is in them. */
export const HIDING: ReadonlySet<string> = new Set(['view', 'markdown', 'choices', 'taxonomy', 'textarea']);

/** @returns undefined for a tag that depends on nothing, as nearly all do */
export function visibilityOf(tag: XmlTag): Visibility | undefined {
  const around: Condition[] = [];
  for (let { parent } = tag; parent; { parent } = parent) {
    const condition = conditionOf(parent);
    if (condition) around.push(condition);
  }
  const own = conditionOf(tag);
  const whenLabelValue = isControlTag(tag) ? attribute(tag, 'whenlabelvalue') : undefined;
  if (!own && around.length === 0 && whenLabelValue === undefined) return undefined;
  return { own: own ?? NONE, around, whenLabelValue };
}

const NONE: Condition = { visibleWhen: undefined, whenTagName: undefined, whenChoiceValue: undefined };

/** @returns undefined for a tag that cannot hide itself, or has nothing to do it by */
export function conditionOf(tag: XmlTag): Condition | undefined {
  if (!HIDING.has(tag.tag.toLowerCase())) return undefined;
  const visibleWhen = attribute(tag, 'visiblewhen');
  const whenChoiceValue = attribute(tag, 'whenchoicevalue');
  if (visibleWhen === undefined && whenChoiceValue === undefined) return undefined;
  return { visibleWhen, whenTagName: attribute(tag, 'whentagname'), whenChoiceValue };
}

/** The editor finds attributes whatever case their names are in. */
function attribute({ attributes }: XmlTag, name: string): string | undefined {
  let found: string | undefined;
  for (const key of Object.keys(attributes)) if (key.toLowerCase() === name) found = attributes[key];
  return found || undefined;
}
