import { resolveControl, resolveObject } from '../labelingConfig/lookup';
import type { ConfigControl } from '../labelingConfig/model';
import { ID_KEYS } from '../reading/regionSummaries';
import { tagByName } from '../tags/catalogue';
import { eachMember } from '../text/descend';
import type { Span } from '../text/locate';
import { OPEN_BRACE, OPEN_BRACKET, skipValue } from '../text/scan';
import { lastMembers } from '../text/split';
import { elements, type Member, readKey } from '../text/walk';
import { isBeside } from '../validation/controlOf';
import type { ConfigIndex } from './configIndex';
import { type Literal, literalAt } from './literal';
import type { AnySymbol, ConfigSymbol } from './symbol';

/** A text in a region that stands for something. The span is that of the text with its quotes. */
export interface RegionMention extends Span {
  /** Several where the labeling config leaves it open. */
  symbols: readonly AnySymbol[];
  /** The id of the region itself, which is what others refer to. */
  isDeclaration: boolean;
}

/**
 * What the texts in a region stand for, in the order of the text. Of equal keys the last counts, as for `JSON.parse`.
 *
 * @param start offset of its brace
 * @param index of the labeling config; without one there are only ids
 */
export function regionMentions(json: string, start: number, index: ConfigIndex | undefined): RegionMention[] {
  const region = new Region(json, start, index);
  region.addIds();
  if (index) region.addNames(index);
  return region.mentions.sort((a, b) => a.start - b.start);
}

class Region {
  readonly mentions: RegionMention[] = [];
  readonly #members: ReadonlyMap<string, Member>;
  /** Those of the value that stands last. */
  #value: Map<string, Member> | undefined;

  constructor(
    private readonly json: string,
    start: number,
    private readonly index: ConfigIndex | undefined,
  ) {
    const { members } = this.#read(start, (key, valueStart) =>
      key === 'value' ? this.#readValue(valueStart) : skipValue(json, valueStart),
    );
    this.#members = members;
  }

  addIds(): void {
    for (const key of ID_KEYS) {
      const id = this.#literal(this.#members.get(key));
      if (id) this.#add(id, [{ kind: 'region', id: id.text }], key === 'id');
    }
  }

  addNames({ config }: ConfigIndex): void {
    const from = this.#literal(this.#members.get('from_name'));
    const control = from && resolveControl(config, from.text)?.tag;
    if (from && control) this.#add(from, [{ kind: 'name', name: control.name }]);
    const to = this.#literal(this.#members.get('to_name'));
    const object = to && resolveObject(config, to.text)?.tag.name;
    if (to && object !== undefined) this.#add(to, [{ kind: 'name', name: object }]);
    // The editor itself writes the name of a Pairwise here.
    else if (to && to.text === control?.name) this.#add(to, [{ kind: 'name', name: control.name }]);
    const type = this.#literal(this.#members.get('type'))?.text;
    if (type === 'relation') this.#addRelationLabels(config.relationLabels ?? []);
    const value = this.#members.get('value');
    if (control && value) this.#addValue(control, type, value);
  }

  /** The members of an object, the last of equal keys; `ends` is where a value ends, found on the way through it. */
  #read(
    start: number,
    ends: (key: string, valueStart: number) => number,
  ): { members: Map<string, Member>; end: number } {
    const { json } = this;
    const members = new Map<string, Member>();
    const end = eachMember(json, start, (keyStart, keyEnd, valueStart) => {
      const key = readKey(json.slice(keyStart, keyEnd));
      const valueEnd = ends(key, valueStart);
      members.set(key, { key, keyStart, keyEnd, valueStart, valueEnd });
      return valueEnd;
    });
    return { members, end: end < 0 ? skipValue(json, start) : end };
  }

  /** Goes into the value on the way, so that a region is gone through once. */
  #readValue(start: number): number {
    const { members, end } = this.#read(start, (_, valueStart) => skipValue(this.json, valueStart));
    this.#value = members;
    return end;
  }

  #addRelationLabels(known: readonly string[]): void {
    for (const label of this.#texts(this.#members.get('labels'))) {
      if (known.includes(label.text)) this.#add(label, [{ kind: 'relation', label: label.text }]);
    }
  }

  #addValue(control: ConfigControl, type: string | undefined, { valueStart }: Member): void {
    const value = this.#value ?? lastMembers(this.json, valueStart);
    if (control.tag.toLowerCase() === 'ranker') {
      this.#addBuckets(control, value.get('ranker'));
      return;
    }
    // The validator takes the value once more under the name of the control.
    const nested = value.get(control.name);
    if (nested && this.json.charCodeAt(nested.valueStart) === OPEN_BRACE) {
      this.#add(this.#keyOf(nested), [{ kind: 'name', name: control.name }]);
      this.#addLabels(control, type, lastMembers(this.json, nested.valueStart));
    }
    this.#addLabels(control, type, value);
  }

  #addLabels(control: ConfigControl, type: string | undefined, value: ReadonlyMap<string, Member>): void {
    const keys = new Set([tagByName(control.tag)?.labelKey, 'labels', type]);
    for (const key of keys) {
      const member = key === undefined ? undefined : value.get(key);
      if (!member) continue;
      for (const text of this.#texts(member)) this.#add(text, this.#labelsOf(control, text.text));
      for (const path of this.#paths(member)) this.#addPath(control, path);
    }
  }

  #addPath(control: ConfigControl, steps: readonly Literal[]): void {
    const tree = this.index?.labelsOf(control.name);
    const path: string[] = [];
    for (const step of steps) {
      path.push(step.text);
      const symbol = tree?.at(path);
      if (!symbol) return;
      this.#add(step, [symbol]);
    }
  }

  /** The labels that a text can be: those of the control, and for a box in a video those of the controls beside it. */
  #labelsOf(control: ConfigControl, text: string): readonly ConfigSymbol[] {
    const own = this.index?.labelsOf(control.name)?.of(text) ?? [];
    if (!/^video/i.test(control.tag)) return own;
    const found = [...own];
    for (const other of this.index?.config.controls.values() ?? []) {
      if (other === control || !other.tag.toLowerCase().endsWith('labels') || !isBeside(other, control)) continue;
      found.push(...(this.index?.labelsOf(other.name)?.of(text) ?? []));
    }
    return found;
  }

  /** The keys of a Ranker's answer: its buckets, or its own name where it has none. */
  #addBuckets(control: ConfigControl, ranker: Member | undefined): void {
    if (!ranker) return;
    for (const member of lastMembers(this.json, ranker.valueStart).values()) {
      const bucket = this.index?.labelsOf(control.name)?.at([member.key]);
      if (bucket) this.#add(this.#keyOf(member), [bucket]);
      else if (member.key === control.name) this.#add(this.#keyOf(member), [{ kind: 'name', name: control.name }]);
    }
  }

  /** The texts in a list, or the text alone. */
  *#texts(member: Member | undefined): Generator<Literal> {
    const alone = this.#literal(member);
    if (alone) yield alone;
    else if (member) yield* this.#listed(member.valueStart);
  }

  *#listed(start: number): Generator<Literal> {
    for (const element of elements(this.json, start)) {
      const text = literalAt(this.json, element.start, element.end);
      if (text) yield text;
    }
  }

  /** The lists in a list: paths of a taxonomy or of nested choices. */
  *#paths({ valueStart }: Member): Generator<Literal[]> {
    for (const { start } of elements(this.json, valueStart)) {
      if (this.json.charCodeAt(start) === OPEN_BRACKET) yield [...this.#listed(start)];
    }
  }

  #literal(member: Member | undefined): Literal | undefined {
    return member && literalAt(this.json, member.valueStart, member.valueEnd);
  }

  #keyOf({ keyStart: start, keyEnd: end }: Member): Span {
    return { start, end };
  }

  #add({ start, end }: Span, symbols: readonly AnySymbol[], isDeclaration = false): void {
    if (symbols.length > 0) this.mentions.push({ start, end, symbols, isDeclaration });
  }
}
