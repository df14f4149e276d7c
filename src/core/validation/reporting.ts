import type { Gate, Problem, Severity } from './problem';

/** What a problem can be shown as, from the gravest down; `off` does not show it. */
export const LEVELS = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type Level = (typeof LEVELS)[number];

/** Whose objections are shown: everybody's, those of Label Studio's validator, or those of its editor. */
export const GATE_CHOICES = ['all', 'server', 'editor'] as const;
export type GateChoice = (typeof GATE_CHOICES)[number];

/**
 * Which problems are shown, and how gravely. It is about showing only: everything is found all the same, so that another
 * choice costs no other check. Plain data.
 */
export interface Reporting {
  /** By code; a code that is not here keeps the severity that its rule gives it. */
  levels?: Readonly<Record<string, Level>>;
  /** `all` if left out. */
  gate?: GateChoice;
}

/** How a problem is shown; undefined when it is not. */
export type ShownAs = (problem: Pick<Problem, 'code' | 'severity' | 'gates' | 'causedBy'>) => Severity | undefined;

/** What is no JSON passes no gate, and nothing in it can be judged. */
const NO_JSON = 'json-syntax';

/** Reads a choice into a question that is asked of every problem. */
export function shownAs({ levels = {}, gate = 'all' }: Reporting = {}): ShownAs {
  const byCode = new Map(Object.entries(levels));
  return ({ code, severity, gates, causedBy }) => {
    if (!isOf(gate, gates) && code !== NO_JSON) return undefined;
    // What follows from another problem is news only where that is not shown.
    if (causedBy && isOf(gate, causedBy.gates)) return undefined;
    const level = byCode.size === 0 ? severity : (byCode.get(code) ?? severity);
    return level === 'off' ? undefined : level;
  };
}

function isOf(gate: GateChoice, gates: readonly Gate[]): boolean {
  return gate === 'all' || gates.includes(gate);
}

export function isLevel(value: unknown): value is Level {
  return LEVELS.some((level) => level === value);
}

export function isGateChoice(value: unknown): value is GateChoice {
  return GATE_CHOICES.some((gate) => gate === value);
}
