import type { LabelingConfig } from '../labelingConfig/model';
import type { TextSource } from '../ports';
import { classifyUnit, scanUnits, type TextForm, type Unit, type UnitIndex } from '../text/units';
import { checkUnit } from './checkUnit';
import type { Problem } from './problem';
import { RuleSet } from './ruleSet';
import { rules } from './rules';

/** A problem with its place in the whole file. */
export interface FileProblem extends Problem {
  /** JSON Pointer from the root of the file; in JSONL its first step is the index of the line. */
  pointer: string;
}

/** How to read a file. */
export interface FileOptions {
  form: TextForm;
  /** What the file's name says it holds; undefined leaves it to the content. */
  expects?: 'task' | 'prediction';
  config?: LabelingConfig;
  /** Whether JSON that does not parse is reported; VS Code's own JSON service says it in `.json` files. */
  reportSyntax?: boolean;
}

const allRules = new RuleSet(rules);

/**
 * Checks a whole file, unit after unit. The caller decides how many units it takes at a time, so that a long pass can
 * give way; nothing is done ahead. Never throws.
 */
export function* checkText(source: TextSource, options: FileOptions): Generator<FileProblem[], void, undefined> {
  const text = source.slice(0, source.length);
  const index = scanUnits(text, options.form);
  const expected = options.expects ?? expectedKind(text, index);
  for (const unit of index.units) {
    const problems = checkUnit(source.slice(unit.start, unit.end), { ...options, expected, rules: allRules }).problems;
    yield problems.map((problem) => place(problem, unit, index));
  }
}

function place(problem: Problem, unit: Unit, { root }: UnitIndex): FileProblem {
  const step = root === 'array' || root === 'lines' ? `/${unit.index}` : '';
  return {
    ...problem,
    pointer: step + problem.pointer,
    start: unit.start + problem.start,
    end: unit.start + problem.end,
  };
}

/** What an object without telling keys is taken for: what the first telling unit is. */
function expectedKind(text: string, { units }: UnitIndex): 'task' | 'prediction' {
  for (const unit of units.slice(0, 20)) {
    const kind = classifyUnit(text, unit);
    if (kind !== 'unknown') return kind;
  }
  return 'task';
}
