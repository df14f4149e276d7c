/**
 * Conditions of `visibleWhen` that cannot be told. The editor of 1.23.2 reads a condition only when it comes to show its tag,
 * and an exception there leaves nothing of the page (`Visibility` among its mixins). A test asks the editor itself.
 */
import { configTag } from '../tags/configTags';
import { editDistance } from '../tags/editDistance';
import type { Span } from '../text/locate';
import type { ConfigFault } from './model';
import { type Condition, conditionOf, HIDING } from './visibility';
import type { XmlTag } from './xml';

/** A tag whose showing hangs on the choices of another one, or on the regions of one. */
interface Asking {
  tag: XmlTag;
  visibleWhen: string;
  whenTagName: string;
  hasChoice: boolean;
}

const BLANK = 'turns into a blank page';

/** @param tags all tags of the config but those that are HTML or CSS, in document order */
export function visibilityFaults(tags: readonly XmlTag[]): ConfigFault[] {
  const asking = tags.flatMap((tag) => askingOf(tag, conditionOf(tag)));
  if (asking.length === 0) return [];
  const named = namedTags(tags);
  return [...asking.flatMap((one) => unanswered(one, named)), ...circles(asking, named)];
}

function askingOf(tag: XmlTag, condition: Condition | undefined): Asking[] {
  const { visibleWhen, whenTagName, whenChoiceValue } = condition ?? {};
  if (visibleWhen === undefined || whenTagName === undefined) return [];
  return [{ tag, visibleWhen, whenTagName, hasChoice: whenChoiceValue !== undefined }];
}

/** As the editor keeps them: whatever the case of `name` is, up to an `@`, and of several with one name the last one. */
function namedTags(tags: readonly XmlTag[]): Map<string, XmlTag> {
  const named = new Map<string, XmlTag>();
  for (const tag of tags) {
    for (const [key, value] of Object.entries(tag.attributes)) {
      if (key.toLowerCase() === 'name') named.set(value.replace(/@.*/, ''), tag);
    }
  }
  return named;
}

const hasChoices = ({ tag }: XmlTag): boolean => configTag(tag)?.labelTag === 'Choice';

/** What a condition can ask a tag for. */
interface Asked {
  code: string;
  /** Whether it is there in a tag. */
  isIn(tag: XmlTag): boolean;
  /** What is said of a tag without. */
  without: string;
  /** What to name. */
  wanted: string;
}

const CHOICES: Asked = {
  code: 'condition-without-choices',
  isIn: hasChoices,
  without: 'in which nobody makes a choice',
  wanted: 'a <Choices> or <Taxonomy>',
};

const REGIONS: Asked = {
  code: 'condition-without-regions',
  isIn: ({ tag }) => tag.toLowerCase().endsWith('labels'),
  without: 'and no region has a label of it',
  wanted: 'the control tag of the labels',
};

/** A condition on what nobody can choose in, or no region is labeled with. */
function unanswered(asking: Asking, named: ReadonlyMap<string, XmlTag>): ConfigFault[] {
  const { tag, whenTagName } = asking;
  const found = named.get(whenTagName);
  const asked = asking.visibleWhen === 'region-selected' ? REGIONS : CHOICES;
  const outcome = outcomeOf(asking);
  if (outcome === undefined || (found ? !isWithout(found, asked) : isRepeated(tag))) return [];
  const what = found ? `"${whenTagName}" is a <${found.tag}>, ${asked.without}` : `No tag is named "${whenTagName}"`;
  const message = `${what}, ${outcome.text}. ${cureOf(asking, asked, named)}`;
  const fault = { ...spanOf(tag), code: asked.code, severity: outcome.severity, message };
  return [outcome.severity === 'error' ? { ...fault, gates: ['editor'] } : fault];
}

/** A tag that we do not know may have anything, and a Taxonomy can label regions. */
function isWithout(found: XmlTag, asked: Asked): boolean {
  const known = configTag(found.tag);
  if (known === undefined || known.edition === 'enterprise' || known.tag === 'Taxonomy') return false;
  return !asked.isIn(found);
}

/** A Repeater writes numbers into names, so that which there are hangs on the data. */
function isRepeated(tag: XmlTag): boolean {
  let root = tag;
  while (root.parent) root = root.parent;
  return hasRepeater(root);
}

function hasRepeater({ tag, children }: XmlTag): boolean {
  return tag.toLowerCase() === 'repeater' || children.some(hasRepeater);
}

interface Outcome {
  severity: ConfigFault['severity'];
  text: string;
}

/** What comes of a condition that has nobody to ask; undefined where that is nothing. */
function outcomeOf({ tag, visibleWhen, hasChoice }: Asking): Outcome | undefined {
  const name = `this <${tag.tag}>`;
  const isTextArea = tag.tag.toLowerCase() === 'textarea';
  const never: Outcome = { severity: 'warning', text: `so that ${name} is never shown` };
  const blank: Outcome = {
    severity: 'error',
    text: `and Label Studio’s editor ${BLANK} when it comes to show ${name}`,
  };
  switch (visibleWhen) {
    case 'choice-selected':
      if (isTextArea) return ofTextArea(name, hasChoice);
      return hasChoice ? blank : never;
    case 'choice-unselected':
      if (isTextArea) return undefined;
      return hasChoice ? blank : { severity: 'warning', text: `so that ${name} is always shown` };
    case 'region-selected':
      return isTextArea ? undefined : never;
    default:
      return undefined;
  }
}

/** It is shown whatever its condition says, which is looked at on *Submit*. */
function ofTextArea(name: string, hasChoice: boolean): Outcome {
  return hasChoice
    ? { severity: 'error', text: `and Submit fails once there is an answer in ${name}` }
    : { severity: 'warning', text: `and Submit leaves answers in ${name} out` };
}

function cureOf({ tag, whenTagName }: Asking, asked: Asked, named: ReadonlyMap<string, XmlTag>): string {
  const wanted = whenTagName.trim().toLowerCase();
  const fitting = [...named].flatMap(([name, one]) => (asked.isIn(one) && !isInside(one, tag) ? [name] : []));
  const similar = fitting.find((one) => editDistance(one.toLowerCase(), wanted, 2) < 2);
  if (similar !== undefined) return `Did you mean "${similar}"?`;
  if (fitting.length === 0) return `Name ${asked.wanted}, or remove visibleWhen.`;
  const some = fitting.slice(0, 5).map((one) => `"${one}"`);
  return `Name ${asked.wanted}, such as ${some.join(', ')}.`;
}

/** Conditions that ask, by way of others or of the tags around what they ask, for themselves. */
function circles(asking: readonly Asking[], named: ReadonlyMap<string, XmlTag>): ConfigFault[] {
  const targets = new Map<XmlTag, XmlTag>();
  for (const { tag, visibleWhen, whenTagName } of asking) {
    const target = named.get(whenTagName);
    if (target && hasChoices(target) && visibleWhen.startsWith('choice-')) targets.set(tag, target);
  }
  const firsts = circlesIn(targets).map((circle) => {
    const asks = (tag: XmlTag, at: number): boolean => targets.get(tag) === (circle[at + 1] ?? circle[0]);
    return circle.filter(asks).reduce((a, b) => (b.span.start < a.span.start ? b : a));
  });
  return [...new Set(firsts)].map((first) => circleFault(first, targets.get(first) as XmlTag));
}

/** The rounds that can be made from tag to tag: to the one that it asks and to the one around it. Each round once. */
function circlesIn(targets: ReadonlyMap<XmlTag, XmlTag>): XmlTag[][] {
  const found: XmlTag[][] = [];
  const seen = new Set<XmlTag>();
  for (const start of targets.keys()) {
    // As deep as there are conditions, so that the stack is our own.
    const path: { tag: XmlTag; next: XmlTag[] }[] = [];
    const at = new Map<XmlTag, number>();
    const enter = (tag: XmlTag): void => {
      seen.add(tag);
      at.set(tag, path.length);
      path.push({ tag, next: askedBy(tag, targets) });
    };
    if (!seen.has(start)) enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.next.pop();
      const since = next && at.get(next);
      if (next === undefined) at.delete((path.pop() as { tag: XmlTag }).tag);
      else if (since !== undefined) found.push(path.slice(since).map(({ tag }) => tag));
      else if (!seen.has(next)) enter(next);
    }
  }
  return found;
}

/** The tags that the editor asks whether they are shown, to know it of this one. */
function askedBy(tag: XmlTag, targets: ReadonlyMap<XmlTag, XmlTag>): XmlTag[] {
  const { parent } = tag;
  const target = targets.get(tag);
  // A Repeater becomes Views.
  const isAsked = parent && (HIDING.has(parent.tag.toLowerCase()) || parent.tag.toLowerCase() === 'repeater');
  return [...(isAsked ? [parent] : []), ...(target ? [target] : [])];
}

function circleFault(tag: XmlTag, target: XmlTag): ConfigFault {
  const { whenTagName: name } = conditionOf(tag) as Condition;
  const what =
    tag === target
      ? `"${name}" is this <${tag.tag}> itself`
      : isInside(target, tag)
        ? `"${name}" stands in this <${tag.tag}>`
        : `"${name}" in turn depends on this <${tag.tag}>`;
  const cure = isInside(target, tag) && tag !== target ? `Move "${name}" out of it` : 'Remove one of the conditions';
  const message = `${what}, so that whether it is shown depends on itself, and Label Studio’s editor ${BLANK}. ${cure}, or name another <Choices> or <Taxonomy>.`;
  return { ...spanOf(tag), code: 'condition-on-itself', severity: 'error', gates: ['editor'], message };
}

function isInside(tag: XmlTag, outer: XmlTag): boolean {
  for (let at: XmlTag | undefined = tag; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** The name that the condition asks for. */
function spanOf(tag: XmlTag): Span {
  const keys = Object.keys(tag.attributes).filter((name) => name.toLowerCase() === 'whentagname');
  const { start, end } = tag.attributeSpan(keys.at(-1) as string) as Span;
  return { start, end };
}
