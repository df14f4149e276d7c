import { addTo } from '../../addTo';
import type { LabelingConfig } from '../../labelingConfig/model';
import type { Entry } from './entry';
import { type Question, questionOf } from './questions';

/** The entries of a merged prediction, found by what others are compared with: there can be thousands. */
export class Gathered {
  readonly entries: Entry[] = [];
  readonly #same = new Set<string>();
  readonly #byId = new Map<string, Entry[]>();
  readonly #drawn = new Set<string>();
  readonly #related = new Map<string, Entry>();
  /** Answers to a question of a control about one id, and all of them; where they are. */
  readonly #answersOfId = new Map<string, number>();
  readonly #answers = new Map<string, number[]>();

  constructor(private readonly config: LabelingConfig | undefined) {}

  add(entry: Entry): void {
    const at = this.entries.push(entry) - 1;
    this.#same.add(entry.same);
    if (entry.isRelation) this.#related.set(entry.ends, entry);
    else if (entry.id !== undefined) addTo(this.#byId, entry.id, entry);
    if (entry.id !== undefined && entry.isRegion) this.#drawn.add(entry.id);
    const question = questionOf(entry, this.config);
    if (!question) return;
    // Of two answers in one prediction the last one counts.
    this.#answersOfId.set(question.ofId, at);
    addTo(this.#answers, question.ofAll, at);
  }

  change(at: number, entry: Entry): void {
    this.entries[at] = entry;
    this.#same.add(entry.same);
  }

  has({ same }: Entry): boolean {
    return this.#same.has(same);
  }

  withId(id: string): readonly Entry[] | undefined {
    return this.#byId.get(id);
  }

  relationLike({ ends }: Entry): Entry | undefined {
    return this.#related.get(ends);
  }

  /**
   * Where an answer to the same question is.
   *
   * @param drawn ids of regions that come with it
   */
  answerTo(question: Question, drawn: ReadonlySet<string>): number | undefined {
    const isDrawn = (id: string | undefined): boolean => id !== undefined && (this.#drawn.has(id) || drawn.has(id));
    // Without a labeling config an answer with the id of a region is about that region.
    const perRegion = question.perRegion ?? isDrawn(question.id);
    if (perRegion) return this.#answersOfId.get(question.ofId);
    const all = this.#answers.get(question.ofAll) ?? [];
    if (question.perRegion === false) return all.at(-1);
    for (let n = all.length - 1; n >= 0; n--) {
      const at = all[n] as number;
      if (!isDrawn((this.entries[at] as Entry).id)) return at;
    }
    return undefined;
  }
}
