/**
 * Which answers of a prediction the editor submits: those whose control tag is asked, given the other answers. Follows
 * `canBeSubmitted` and `isVisible` of the editor of Label Studio 1.23.2. Where something cannot be told from the
 * prediction alone (what is selected on the screen, choices that come from the task), an answer counts as submitted.
 */
import { asksPerRegion } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { Condition } from '../labelingConfig/visibility';

/** What is kept of a result. */
export interface Answer {
  from: string;
  id: string | undefined;
  /** The choices, of paths the last step; undefined for what is neither `choices` nor `taxonomy`. */
  chosen: readonly string[] | undefined;
  /** `choices` or `taxonomy`, whose differences the editor makes here. */
  isChoices: boolean;
  /** The labels of a region; undefined for what has none. */
  labels: readonly string[] | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What is kept of a result.
 *
 * @param content its value, where it holds what it says
 */
export function answerOf({ from_name: from, id, type }: Fields, content: Fields): Answer | undefined {
  if (typeof from !== 'string' || typeof type !== 'string') return undefined;
  const isChoices = type === 'choices';
  const chosen = isChoices || type === 'taxonomy' ? content[type] : undefined;
  return {
    from,
    id: typeof id === 'string' ? id : undefined,
    chosen: Array.isArray(chosen) ? chosen.map((one) => choiceText(Array.isArray(one) ? one.at(-1) : one)) : undefined,
    isChoices,
    labels: type.endsWith('labels') ? texts(content[type]) : undefined,
  };
}

/** What is no text and no number is no choice either. */
function choiceText(choice: unknown): string {
  return typeof choice === 'object' ? '' : String(choice);
}

const texts = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;

/** Why an answer is left out. `choice` is the condition that is not met, `label` the labels that the region needs. */
export type LeftOut = { by: 'label'; label: string } | { by: 'choice'; condition: Condition };

/** Chains of control tags that depend on each other are followed this far. */
const DEEPEST = 8;

/** What is answered in one prediction. Of what cannot be told the answers are undefined, beside yes and no. */
export class Submission {
  /** Results that are `choices` or `taxonomy`, by their control. */
  readonly #chosen = new Map<string, Answer[]>();
  /** Labels of regions by their id; of several results of one the first counts. */
  readonly #labels = new Map<string, readonly string[]>();

  constructor(
    private readonly config: LabelingConfig,
    answers: readonly Answer[],
  ) {
    for (const answer of answers) {
      const { from, id, chosen, labels } = answer;
      if (labels && id !== undefined && !this.#labels.has(id)) this.#labels.set(id, labels);
      if (!chosen) continue;
      const before = this.#chosen.get(from);
      if (before) before.push(answer);
      else this.#chosen.set(from, [answer]);
    }
  }

  /** @returns undefined for an answer that is submitted, or may be */
  leftOut(answer: Answer): LeftOut | undefined {
    const control = this.config.controls.get(answer.from);
    if (!control?.visibility || control.repeated) return undefined;
    const { own, around, whenLabelValue } = control.visibility;
    const isPerRegion = asksPerRegion(control);
    if (isPerRegion && whenLabelValue !== undefined && this.#lacksLabel(answer, whenLabelValue)) {
      return { by: 'label', label: whenLabelValue };
    }
    const ofOwn: LeftOut = { by: 'choice', condition: own };
    if (own.visibleWhen === 'choice-unselected') return this.#isChosen(own, answer) === true ? ofOwn : undefined;
    if (isPerRegion) {
      return own.visibleWhen === 'choice-selected' && this.#isChosen(own, answer) === false ? ofOwn : undefined;
    }
    const conditions = [own, ...around];
    if (conditions.every(({ visibleWhen }) => visibleWhen !== 'choice-selected')) return undefined;
    const hiding = conditions.find((condition) => this.#isShown(condition, 0) === false);
    if (hiding) return { by: 'choice', condition: hiding };
    // What a choice can hide the editor asks once more, by what the tag itself says: that may be just any other choice.
    return this.#isChosen(own, answer) === false ? ofOwn : undefined;
  }

  #lacksLabel({ id }: Answer, wanted: string): boolean {
    const labels = id === undefined ? undefined : this.#labels.get(id);
    if (!labels || labels.includes(wanted)) return false;
    return !wanted.split(',').some((label) => labels.includes(label));
  }

  /** As it is asked of a result that is to be submitted: of the other ones. */
  #isChosen({ whenTagName, whenChoiceValue }: Condition, answer: Answer): boolean | undefined {
    const values = whenChoiceValue?.split(',');
    if (whenTagName === undefined) {
      const results = [...this.#chosen.values()].flat().filter((one) => one !== answer);
      return values ? anyOf(results.map((one) => this.#holds(one, values))) : results.length > 0;
    }
    const tag = this.config.controls.get(whenTagName);
    if (!tag) return undefined;
    const isOfRegion = asksPerRegion(tag);
    const results = this.#chosen.get(whenTagName) ?? [];
    const found = results.find((one) => one !== answer && (!isOfRegion || one.id === answer.id));
    if (!found) return false;
    return values ? this.#holds(found, values) : true;
  }

  /** As it is asked of a tag that is on the screen, or not. */
  #isShown(condition: Condition, depth: number): boolean | undefined {
    const { visibleWhen } = condition;
    if (visibleWhen !== 'choice-selected' && visibleWhen !== 'choice-unselected') return undefined;
    const isSelected = this.#isSelected(condition, depth);
    return isSelected === undefined ? undefined : isSelected === (visibleWhen === 'choice-selected');
  }

  #isSelected({ whenTagName, whenChoiceValue }: Condition, depth: number): boolean | undefined {
    const isFull = ({ chosen = [] }: Answer): boolean => chosen.length > 0;
    if (whenTagName === undefined) {
      return [...this.#chosen.values()].flat().some((one) => one.isChoices && isFull(one));
    }
    const tag = this.config.controls.get(whenTagName);
    if (!tag || asksPerRegion(tag) || tag.repeated || depth > DEEPEST) return undefined;
    const { own, around = [] } = tag.visibility ?? {};
    const conditions = own ? [own, ...around] : around;
    if (conditions.some((condition) => this.#isShown(condition, depth + 1) === false)) return false;
    // Of several results of one tag the editor takes the last.
    const last = this.#chosen.get(whenTagName)?.at(-1);
    if (!last) return false;
    return whenChoiceValue === undefined ? isFull(last) : this.#holds(last, whenChoiceValue.split(','));
  }

  /** Whether one of the values is chosen, by its value or its alias. */
  #holds({ from, chosen = [] }: Answer, values: readonly string[]): boolean | undefined {
    const tag = this.config.controls.get(from);
    if (!tag || tag.dynamicLabels) return undefined;
    const wanted = values.flatMap((value) => textOf(tag, value) ?? []);
    return chosen.some((choice) => wanted.includes(textOf(tag, choice) ?? '\0'));
  }
}

/** What a result carries for a choice that is named by its value or its alias. */
function textOf({ labels }: ConfigControl, name: string): string | undefined {
  return labels.find(({ alias, value }) => alias === name || value === name)?.text;
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
