import { applyEdits } from '../../fixes/compose';
import type { FixEdit } from '../../fixes/fix';
import { remove } from '../../fixes/fix';
import { Merging, type Party } from '../../fixes/merge/merging';
import type { ScoreChoice } from '../../fixes/merge/scores';
import { type TextEdit, textEdits } from '../../fixes/textEdits';
import { UnitView } from '../../fixes/unitView';
import type { Path, Span } from '../../text/locate';
import { type CheckOptions, checkUnit } from '../../validation/checkUnit';
import type { Group } from './survey';

/** A prediction that stays as it is. */
export interface LeftOut {
  /** Where it begins in the text. */
  offset: number;
  /** The rest of a sentence that begins with the prediction. */
  reason: string;
}

/** What became of predictions that were to be merged. */
export interface MergeOutcome {
  /** In the order of the text; offsets in it. */
  edits: TextEdit[];
  /** Predictions that are gone, since all of theirs is in another one. */
  gone: number;
  /** Those that they went into. */
  into: number;
  /** Regions that got an id of their own, since another one has theirs. */
  renamed: number;
  /** Results that two predictions had, and that stand once now. */
  twice: number;
  left: LeftOut[];
}

/**
 * Puts the regions of predictions of one task and model version into the first one of them. Everything else stays as it is
 * written. Pauses now and then.
 *
 * @param units all of the text
 * @param groups as `surveyVersions` found them in this very text
 */
export function* mergePredictions(
  text: string,
  units: readonly Span[],
  options: CheckOptions,
  groups: readonly Group[],
  score: ScoreChoice,
): Generator<undefined, MergeOutcome, undefined> {
  const merger = new Merger(text, units, options, score);
  for (const group of groups) yield* merger.add(group);
  return yield* merger.done();
}

/** A prediction of a group, and where it is. */
interface Member extends Party {
  at: number;
  view: UnitView;
}

class Merger {
  readonly #views = new Map<number, UnitView>();
  /** Edits of units by their index: a task can have several groups. */
  readonly #edits = new Map<number, FixEdit[]>();
  readonly #goneUnits: number[] = [];
  readonly #sum = { gone: 0, into: 0, renamed: 0, twice: 0 };
  readonly #left: LeftOut[] = [];

  constructor(
    private readonly text: string,
    private readonly units: readonly Span[],
    private readonly options: CheckOptions,
    private readonly score: ScoreChoice,
  ) {}

  *add({ members }: Group): Generator<undefined, void, undefined> {
    // Flat predictions are units of their own, which are not looked at again.
    const isFlat = members[0]?.index === undefined;
    const all: Member[] = [];
    for (const member of members) {
      all.push(this.#memberOf(member));
      yield;
    }
    const outcome = yield* this.#merge(all);
    for (const [member, reason] of outcome.left) this.#leave(member, reason);
    if (outcome.taken.length > 0) this.#note(all[0] as Member, outcome);
    if (isFlat) for (const { at } of all) this.#views.delete(at);
  }

  *done(): Generator<undefined, MergeOutcome, undefined> {
    const edits: TextEdit[] = [];
    for (const [at, changes] of this.#edits) {
      const { start, end } = this.units[at] as Span;
      for (const edit of textEdits(this.text.slice(start, end), changes) ?? []) {
        edits.push({ ...edit, start: edit.start + start, end: edit.end + start });
      }
      yield;
    }
    for (const at of this.#goneUnits) {
      // The first one of a group stays, so there is always one before it.
      const { end: start } = this.units[at - 1] as Span;
      edits.push({ start, end: (this.units[at] as Span).end, text: '' });
    }
    edits.sort((a, b) => a.start - b.start || a.end - b.end);
    return { edits, ...this.#sum, left: this.#left.sort((a, b) => a.offset - b.offset) };
  }

  #memberOf({ unit: at, index }: Group['members'][number]): Member {
    let view = this.#views.get(at);
    if (!view) {
      const { start, end } = this.units[at] as Span;
      view = new UnitView(this.text.slice(start, end), this.options);
      this.#views.set(at, view);
    }
    return { at, view, unit: view, path: index === undefined ? [] : ['predictions', index] };
  }

  /** All at once, and by halves where the outcome has an error that nothing had before. */
  *#merge(members: readonly Member[]): Generator<undefined, Attempt, undefined> {
    const [first, ...others] = members as [Member, ...Member[]];
    const refused = new Map<Member, string>();
    const waiting: Member[][] = [others];
    const accepted: Member[] = [];
    let attempt = yield* this.#attempt(first, [], refused);
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const tried = yield* this.#attempt(first, [...accepted, ...next], refused);
      const news = yield* this.#newError(first, tried);
      if (news === undefined) {
        accepted.push(...next);
        attempt = tried;
      } else if (refused.size >= MOST_REFUSED) {
        for (const member of next) refused.set(member, NOT_TRIED);
      } else if (next.length === 1) {
        refused.set(next[0] as Member, news);
      } else {
        const half = Math.ceil(next.length / 2);
        waiting.unshift(next.slice(0, half), next.slice(half));
      }
    }
    if (refused.size === 0) return attempt;
    return yield* this.#attempt(first, others, refused);
  }

  *#attempt(
    first: Member,
    others: readonly Member[],
    refused: ReadonlyMap<Member, string>,
  ): Generator<undefined, Attempt, undefined> {
    const merging = new Merging(first, this.options.config);
    const attempt: Attempt = { merging, taken: [], left: [] };
    for (const other of others) {
      const reason = refused.get(other) ?? merging.add(other);
      if (reason === undefined) attempt.taken.push(other);
      else attempt.left.push([other, reason]);
      yield;
    }
    return attempt;
  }

  /** What is wrong afterwards and was not before, in the words of the problem. */
  *#newError(first: Member, { merging, taken }: Attempt): Generator<undefined, string | undefined, undefined> {
    if (taken.length === 0) return undefined;
    const { view, at } = first;
    const edits = textEdits(view.text, this.#changesOf(at, merging, taken));
    if (!edits) return 'its text cannot be moved';
    const before = new Map<string, number>();
    for (const unit of new Set([first, ...taken].map((member) => member.view))) {
      for (const { code } of errorsOf(unit.text, this.options)) before.set(code, (before.get(code) ?? 0) + 1);
      yield;
    }
    const after = new Map<string, number>();
    for (const { code, message } of errorsOf(applyEdits(view.text, edits), this.options)) {
      const count = (after.get(code) ?? 0) + 1;
      after.set(code, count);
      if (count > (before.get(code) ?? 0)) return `together they would have a problem: ${message}`;
    }
    return undefined;
  }

  #changesOf(at: number, merging: Merging, taken: readonly Member[]): FixEdit[] {
    const inTask = taken.filter((member) => member.at === at).map(({ path }) => remove(path));
    return [...merging.edits(this.score), ...inTask];
  }

  #note({ at }: Member, { merging, taken }: Attempt): void {
    const edits = this.#edits.get(at) ?? [];
    edits.push(...this.#changesOf(at, merging, taken));
    this.#edits.set(at, edits);
    for (const member of taken) if (member.at !== at) this.#goneUnits.push(member.at);
    this.#sum.gone += taken.length;
    this.#sum.into++;
    this.#sum.renamed += merging.renamed;
    this.#sum.twice += merging.twice;
  }

  #leave({ at, path }: { at: number; path: Path; view: UnitView }, reason: string): void {
    const { start } = this.units[at] as Span;
    const own = this.#views.get(at)?.placeOf(path) ?? 0;
    this.#left.push({ offset: start + own, reason });
  }
}

/** Predictions of a group that are refused one by one; a group that gives so many errors is left alone from there on. */
const MOST_REFUSED = 20;
const NOT_TRIED = 'too many others of this task do not fit; merge again when they are mended';

interface Attempt {
  merging: Merging;
  taken: Member[];
  left: [Member, string][];
}

/** Errors, and what is told as a warning since the editor takes it and refuses to submit. */
function errorsOf(text: string, options: CheckOptions) {
  return checkUnit(text, options).problems.filter(
    ({ severity, code }) => severity === 'error' || code === 'too-many-choices' || code === 'too-many-texts',
  );
}
