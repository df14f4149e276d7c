/** What the product's own check says of a prediction, to be compared with the validator. */
import { checkText } from '../../src/core/engine/checkText';
import type { LabelingConfig } from '../../src/core/labelingConfig/model';
import type { RawVerdict } from '../../src/core/serverGate';
import { stringSource } from '../../src/core/text/lines';
import type { FileProblem } from '../../src/core/validation/file';
import type { Cause } from '../../src/core/validation/problem';

/** How a prediction is checked: as a unit, or region by region. */
export type Way = 'whole' | 'apart';

/**
 * The problems of a prediction in a task; pointers from the prediction.
 *
 * @param consequences whether those that follow from others are among them
 */
export function problemsOf(config: LabelingConfig, text: string, way: Way, consequences = true): FileProblem[] {
  const large = way === 'apart' ? 1 : 1_000_000_000;
  const options = { form: 'json', expects: 'task', config, large, consequences } as const;
  const file = stringSource(`{"data":{"any":1},"predictions":[${text}]}`);
  const own = '/predictions/0';
  return [...checkText(file, options)]
    .flat()
    .filter(({ pointer }) => pointer === own || pointer.startsWith(`${own}/`))
    .map((problem) => ({
      ...problem,
      pointer: problem.pointer.slice(own.length),
      ...(problem.causedBy && {
        causedBy: { ...problem.causedBy, pointer: problem.causedBy.pointer.slice(own.length) },
      }),
    }));
}

/** The region that a pointer leads to or into, as an index; -1 for the rest of the prediction. */
function regionAt(pointer: string): number {
  const [, index] = /^\/result\/(\d+)(?:\/|$)/.exec(pointer) ?? [];
  return index === undefined ? -1 : Number(index);
}

/**
 * Where the product differs from the validator: it must have a problem of the gate `server` at each region that the
 * validator rejects, and at no other, and whatever follows from another problem must have that problem.
 *
 * @param text JSON of the prediction
 * @param verdicts those of the validator
 * @returns undefined if they agree
 */
export function productDifference(
  config: LabelingConfig,
  text: string,
  verdicts: readonly RawVerdict[],
  way: Way,
): string | undefined {
  const problems = problemsOf(config, text, way);
  const { result } = (JSON.parse(text) ?? {}) as { result?: { type?: unknown }[] };
  const isRelation = (index: number): boolean => result?.[index]?.type === 'relation';
  return objectionsDiffer(verdicts, problems, isRelation) ?? orphanIn(problems);
}

function objectionsDiffer(
  verdicts: readonly RawVerdict[],
  problems: readonly FileProblem[],
  isRelation: (index: number) => boolean,
): string | undefined {
  const last = verdicts.at(-1);
  // Behind a failure of its own it looks at nothing any more, and at no relation.
  const stop = last?.code === 'unexpected-error' ? last.region : undefined;
  const isSeen = (region: number): boolean =>
    stop === undefined || (stop >= 0 && region <= stop && !isRelation(region)) || region === stop;
  const theirs = new Set(verdicts.map(({ region }) => region));
  const told = problems.filter(({ gates }) => gates.includes('server'));
  const ours = new Set(told.map(({ pointer }) => regionAt(pointer)).filter(isSeen));
  for (const region of theirs) if (!ours.has(region)) return `the product has nothing at region ${region}`;
  for (const region of ours) {
    const problem = told.find(({ pointer }) => regionAt(pointer) === region);
    if (!theirs.has(region)) return `only the product objects to region ${region}: ${JSON.stringify(problem)}`;
  }
  return undefined;
}

function orphanIn(problems: readonly FileProblem[]): string | undefined {
  const orphan = problems.find(
    (problem) => problem.causedBy && !problems.some((one) => one !== problem && isNear(one, problem.causedBy as Cause)),
  );
  return orphan && `a problem without its cause: ${JSON.stringify(orphan)}`;
}

/** Whether a problem is the cause that another one names. */
function isNear({ pointer, gates }: FileProblem, cause: Cause): boolean {
  if (!cause.gates.some((gate) => gates.includes(gate))) return false;
  return (
    pointer === cause.pointer || pointer.startsWith(`${cause.pointer}/`) || cause.pointer.startsWith(`${pointer}/`)
  );
}
