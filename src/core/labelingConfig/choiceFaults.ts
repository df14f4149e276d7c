/**
 * Tags among choices that are none. The editor of 1.23.2 makes its model of a config with a list of what may stand in each tag
 * (`unionArray`): over another it shows its error panel, and in a Taxonomy, whose choices it puts aside first, it fails before
 * it can show anything. A test asks the editor itself.
 */
import { configTag } from '../tags/configTags';
import { editDistance } from '../tags/editDistance';
import type { ConfigFault } from './model';
import type { XmlTag } from './xml';

/** What may stand in a Choices itself; a Repeater becomes Views. */
const IN_CHOICES: ReadonlySet<string> = new Set(['choice', 'view', 'header', 'hypertext', 'repeater']);

/** The tag among whose choices a tag stands that must not be there; undefined when all is well, or another fault tells it. */
export function wronglyAmongChoices(tag: XmlTag): XmlTag | undefined {
  const { parent } = tag;
  const type = tag.tag.toLowerCase();
  const around = parent?.tag.toLowerCase();
  if (!parent || type === 'choice') return undefined;
  // A label there is told as one that stands in no control of its kind.
  if (around === 'choices') return IN_CHOICES.has(type) || tag.tag === 'Label' ? undefined : parent;
  if (around !== 'choice' && around !== 'taxonomy') return undefined;
  let owner: XmlTag | undefined = parent;
  while (owner?.tag.toLowerCase() === 'choice') owner = owner.parent;
  if (!owner || configTag(owner.tag)?.labelTag !== 'Choice') return undefined;
  // Choices that come from an address take the place of those that are written.
  return Object.keys(owner.attributes).some((name) => name.toLowerCase() === 'apiurl') ? undefined : owner;
}

/** @param panel what the editor does where it shows its error panel */
export function choiceFault(tag: XmlTag, owner: XmlTag, panel: string): ConfigFault {
  const isSpinning = owner.tag.toLowerCase() === 'taxonomy';
  const outcome = isSpinning ? 'Label Studio’s editor never gets done with loading a task' : panel;
  const place =
    tag.parent === owner && !isSpinning ? `directly in a <${owner.tag}>` : `among the choices of a <${owner.tag}>`;
  const message = `A <${tag.tag}> cannot stand ${place}, and ${outcome}. ${cureOf(tag, owner)}`;
  const end = Math.min(tag.span.end, tag.span.start + 1 + tag.tag.slice(tag.tag.lastIndexOf('}') + 1).length);
  return { start: tag.span.start, end, severity: 'error', gates: ['editor'], code: 'tag-among-choices', message };
}

function cureOf({ tag, children }: XmlTag, owner: XmlTag): string {
  const isMisspelt = !configTag(tag) && editDistance(tag.toLowerCase(), 'choice', 3) < 3;
  if (isMisspelt || tag === 'Label') return 'Did you mean <Choice>?';
  if (children.some((child) => child.tag === 'Choice')) return `Remove <${tag}> and leave what is in it.`;
  return `Move it out of the <${owner.tag}>.`;
}
