import { isObject } from '../../isObject';
import type { LabelingConfig } from '../../labelingConfig/model';
import type { Path } from '../../text/locate';
import { elements } from '../../text/walk';
import { asText, show } from '../../validation/words';
import { freshId } from '../drafts';
import { append, type FixEdit, insert, remove, Source, set } from '../fix';
import { styleOf } from '../style';
import type { FixUnit } from '../target';
import { byId, Entry, sameText } from './entry';
import { Gathered } from './gathered';
import { answerText, canBeAboutRegion, moreChoices, questionOf, wordsOf } from './questions';
import { type ScoreChoice, Scores } from './scores';

/** A prediction, and the unit that it stands in. */
export interface Party {
  unit: FixUnit;
  path: Path;
}

/** What one merged prediction has of its own, or what only a server writes: of these the first one's stay. */
const NOT_COMPARED: ReadonlySet<string> = new Set(
  'id result score task model_version created_at updated_at created_ago model model_run project'.split(' '),
);

/** What an entry of another prediction becomes. */
interface Plan {
  added: Entry[];
  /** Entries that get more choices, by where they are. */
  changed: Map<number, Entry>;
  twice: number;
}

/** Puts the regions of several predictions into one of them. What does not fit stays out, with a reason. */
export class Merging {
  /** Regions that got an id of their own. */
  renamed = 0;
  /** Results that stood in two predictions, and stand in one now. */
  twice = 0;
  readonly #all: Gathered;
  readonly #keys = new Map<string, Source>();
  readonly #scores: Scores;
  /** Text of the first list that has something. */
  #list: string;

  constructor(
    private readonly base: Party,
    private readonly config: LabelingConfig | undefined,
  ) {
    this.#all = new Gathered(config);
    for (const entry of entriesOf(base, true)) this.#all.add(entry);
    this.#list = sourceOf(base, 'result');
    this.#scores = new Scores(valueAt(base).score, sourceOf(base, 'score'));
  }

  /** @returns why it has to stay out; undefined when it is in */
  add(other: Party): string | undefined {
    if (!Array.isArray(valueAt(this.base).result)) return 'the "result" of the first one is no list';
    if (!Array.isArray(valueAt(other).result)) return 'its "result" is no list';
    const keys = this.#keysOf(other);
    if (typeof keys === 'string') return keys;
    const all = entriesOf(other, false);
    const news = all.filter((entry) => !this.#all.has(entry));
    const ids = this.#newIds(news, all);
    const plan = this.#plan(news.map((entry) => entry.withIds(ids)));
    if (typeof plan === 'string') return plan;
    this.twice += plan.twice + all.length - news.length;
    this.renamed += ids.size;
    if (this.#all.entries.length === 0 && plan.added.length > 0) this.#list = sourceOf(other, 'result');
    for (const [index, entry] of plan.changed) this.#all.change(index, entry);
    for (const entry of plan.added) this.#all.add(entry);
    for (const [key, value] of keys) this.#keys.set(key, value);
    this.#scores.add(valueAt(other).score, sourceOf(other, 'score'));
    return undefined;
  }

  /** What happens to the prediction that the others came into. */
  edits(score: ScoreChoice): FixEdit[] {
    const { path } = this.base;
    const { late, edits } = this.#late();
    const list = [...path, 'result'];
    for (const entry of this.#all.entries) {
      if (entry.index !== undefined && !late.has(entry)) edits.push(...changesOf(entry, this.base, list));
    }
    const added = this.#all.entries.filter((entry) => entry.index === undefined && !late.has(entry));
    const sources = [...added, ...late].map(({ json }) => new Source(json));
    if (sources.length > 0) {
      const isEmpty = this.#all.entries.every(({ index }) => index === undefined);
      edits.push(isEmpty ? set(list, new Source(listText(this.#list, sources))) : append(list, sources));
    }
    for (const [key, value] of this.#keys) edits.push(insert(path, key, value, 'result'));
    return [...edits, ...this.#scores.edits(score, path)];
  }

  /** Whoever speaks of a region stands behind it, or the editor does not know of what. */
  #late(): { late: ReadonlySet<Entry>; edits: FixEdit[] } {
    const drawnAt = new Map<string, number>();
    for (const [at, entry] of this.#all.entries.entries()) {
      if (entry.id !== undefined && entry.isRegion && !entry.isBare && !drawnAt.has(entry.id))
        drawnAt.set(entry.id, at);
    }
    const late = new Set<Entry>();
    const edits: FixEdit[] = [];
    for (const [at, entry] of this.#all.entries.entries()) {
      const drawn = entry.id !== undefined && entry.isBare ? drawnAt.get(entry.id) : undefined;
      // What stood before its region in one prediction is a mistake of its own.
      if (drawn === undefined || drawn < at || this.#all.entries[drawn]?.index !== undefined) continue;
      late.add(entry);
      if (entry.index !== undefined) edits.push(remove([...this.base.path, 'result', entry.index]));
    }
    return { late, edits };
  }

  /** Keys beside the result that the first one does not have; or why they cannot be brought together. */
  #keysOf(other: Party): ReadonlyMap<string, Source> | string {
    const own = valueAt(this.base);
    const keys = new Map<string, Source>();
    for (const key of Object.keys(valueAt(other))) {
      if (NOT_COMPARED.has(key)) continue;
      const source = sourceOf(other, key);
      const there = this.#keys.get(key)?.json ?? (key in own ? sourceOf(this.base, key) : undefined);
      if (there === undefined) keys.set(key, new Source(source));
      else if (sameText(there) !== sameText(source)) return `it says something else under ${show(key)}`;
    }
    return keys;
  }

  /** New ids for the regions whose id another one has already. */
  #newIds(news: readonly Entry[], all: readonly Entry[]): ReadonlyMap<string, string> {
    const ids = new Map<string, string>();
    const own = new Set(all.flatMap(({ id }) => id ?? []));
    const taken = { has: (id: string) => own.has(id) || this.#all.withId(id) !== undefined };
    for (const [id, entries] of byId(news)) {
      const others = this.#all.withId(id);
      if (!others || this.#isOneRegion(others, entries)) continue;
      const fresh = freshId(`${id} ${this.renamed + ids.size} ${entries[0]?.json}`, taken);
      own.add(fresh);
      ids.set(id, fresh);
    }
    return ids;
  }

  /** Whether entries of two predictions that share an id are about one region. */
  #isOneRegion(there: readonly Entry[], news: readonly Entry[]): boolean {
    const isAbout = (entry: Entry): boolean => canBeAboutRegion(entry, this.config);
    const [drawn, others] = [there.filter(({ isRegion }) => isRegion), news.filter(({ isRegion }) => isRegion)];
    if (drawn.length === 0 || others.length === 0) {
      return (drawn.length > 0 || there.every(isAbout)) && (others.length > 0 || news.every(isAbout));
    }
    const names = new Set(drawn.map(({ value }) => value.from_name));
    const shapes = new Set(drawn.map(({ shape }) => shape));
    return others.every((entry) => !names.has(entry.value.from_name) && (entry.isBare || shapes.has(entry.shape)));
  }

  /** What becomes of entries that say something new; or why they cannot come in. */
  #plan(news: readonly Entry[]): Plan | string {
    const plan: Plan = { added: [], changed: new Map(), twice: 0 };
    const drawn = new Set(news.flatMap(({ id, isRegion }) => (isRegion && id !== undefined ? [id] : [])));
    for (const entry of news) {
      const question = questionOf(entry, this.config);
      const at = question && this.#all.answerTo(question, drawn);
      const reason = at === undefined ? this.#addOther(entry, plan) : this.#addAnswer(at, entry, plan);
      if (reason !== undefined) return reason;
    }
    return plan;
  }

  #addOther(entry: Entry, plan: Plan): string | undefined {
    const there = entry.isRelation ? this.#all.relationLike(entry) : undefined;
    if (!there) plan.added.push(entry);
    else if (there.same === entry.same) plan.twice++;
    else {
      const { from_id: from, to_id: to } = entry.value;
      return `it has another relation from ${show(from)} to ${show(to)}`;
    }
    return undefined;
  }

  #addAnswer(at: number, entry: Entry, plan: Plan): string | undefined {
    const there = plan.changed.get(at) ?? (this.#all.entries[at] as Entry);
    const more = moreChoices(there, entry, this.config);
    if (more && more.choices.length > 0) {
      plan.changed.set(at, there.withChoices(more.key, more.choices));
    } else if (more || answerText(there) === answerText(entry)) {
      plan.twice++;
    } else {
      const from = show(entry.value.from_name);
      return `it answers ${from} with ${wordsOf(entry)}, where ${wordsOf(there)} is said already`;
    }
    return undefined;
  }
}

function valueAt({ unit, path }: Party): Readonly<Record<string, unknown>> {
  const value = unit.at(path);
  return isObject(value) ? value : {};
}

function sourceOf({ unit, path }: Party, key: string): string {
  return unit.source([...path, key]);
}

function entriesOf(party: Party, isBase: boolean): Entry[] {
  const { result } = valueAt(party);
  if (!Array.isArray(result)) return [];
  const { unit, path } = party;
  return result.map((value, at) => new Entry(value, unit.source([...path, 'result', at]), isBase ? at : undefined));
}

/** Choices that were added to an answer of the prediction itself. */
function changesOf(entry: Entry, { unit }: Party, list: Path): FixEdit[] {
  const place = [...list, entry.index as number];
  if (unit.source(place) === entry.json) return [];
  const key = asText(entry.value.type);
  const before = unit.at([...place, 'value', key]);
  const count = Array.isArray(before) ? before.length : 0;
  const choices = (entry.content[key] as readonly unknown[]).slice(count);
  return [
    append(
      [...place, 'value', key],
      choices.map((choice) => new Source(JSON.stringify(choice))),
    ),
  ];
}

/** A list of these, set off as another list is. */
function listText(like: string, items: readonly Source[]): string {
  const [first, second] = Array.from(elements(like, 0));
  const last = Array.from(elements(like, 0)).at(-1);
  const lead = first ? like.slice(1, first.start) : '';
  const trail = last ? like.slice(last.end, -1) : '';
  const between = first && second ? like.slice(first.end, second.start).replace(/^[^,]*,/, '') : undefined;
  const separator = between ?? (/[\r\n]/.test(lead) ? lead : styleOf(like).comma);
  return `[${lead}${items.map(({ json }) => json).join(`,${separator}`)}${trail}]`;
}
