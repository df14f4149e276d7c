/** A new file of predictions: one for each task, with a region of each control tag. */
import { type Body, predictionBody, taskBody } from '../../completion/whole';
import { isObject } from '../../isObject';
import type { LabelingConfig } from '../../labelingConfig/model';
import { itself, snippetText, withDefaults } from '../../tags/skeleton';
import type { TextForm } from '../../text/units';
import { checkUnit } from '../../validation/checkUnit';
import { RuleSet } from '../../validation/ruleSet';
import { rules } from '../../validation/rules';
import { fitted, type Region, readsData } from './fit';
import type { TaskSource } from './tasksIn';

/** What the file is made of. */
export interface NewFile {
  config: LabelingConfig;
  form: TextForm;
  /** `task`: tasks with their predictions, for an import. `prediction`: predictions that name their task. */
  units: 'task' | 'prediction';
  modelVersion: string;
}

/** What became of the tasks. */
export interface NewFileOutcome {
  /** Those that have a prediction now. */
  tasks: number;
  /** Without an id that a prediction could name. */
  withoutId: number;
  /** Predictions that lack a region, since the data of the task leaves nothing that it could be about. */
  incomplete: number;
}

/** What one level is indented by. */
const INDENT = '  ';

/**
 * One unit as an example, as a snippet, so that Tab goes through what is to be filled in.
 *
 * @returns undefined where no control tag can have a region
 */
export function exampleSnippet({ config, form, units, modelVersion }: NewFile): string | undefined {
  const most = Number.POSITIVE_INFINITY;
  const body = units === 'task' ? taskBody(config, most) : predictionBody(config, true, most);
  if (!body) return undefined;
  const named = withVersion(body, itself(modelVersion));
  if (form === 'jsonl') return `${snippetText(named, '')}\n`;
  // VS Code writes Tabs of a snippet as the editor's indentation.
  return `${snippetText([named], '\t')}\n`;
}

function withVersion(body: Body, version: string): Body {
  if (!Array.isArray(body.predictions)) return { ...body, model_version: version };
  return { ...body, predictions: body.predictions.map((own) => ({ ...(own as Body), model_version: version })) };
}

/**
 * The text of a file with one prediction for each task, in pieces; tasks keep their id and their data as they are
 * written. Steps that are undefined have read a task and given no text.
 *
 * @param tasks as they come; undefined for what is no task
 */
export function* newFileText(
  file: NewFile,
  tasks: Iterable<TaskSource | undefined>,
): Generator<string | undefined, NewFileOutcome, undefined> {
  const writer = new Writer(file);
  const isLines = file.form === 'jsonl';
  for (const task of tasks) {
    const unit = task && writer.unit(task);
    if (unit === undefined) yield undefined;
    else if (isLines) yield `${unit}\n`;
    else yield `${writer.outcome.tasks === 1 ? '[\n' : ',\n'}${INDENT}${unit}`;
  }
  if (!isLines) yield writer.outcome.tasks === 0 ? '[]\n' : '\n]\n';
  return writer.outcome;
}

class Writer {
  readonly outcome: NewFileOutcome = { tasks: 0, withoutId: 0, incomplete: 0 };
  readonly #regions: readonly Region[];
  readonly #rules = new RuleSet(rules);
  readonly #depends: boolean;
  /** The result where it is the same for every task. */
  #same: readonly Region[] | undefined;

  constructor(private readonly file: NewFile) {
    this.#regions = regionsOf(file.config);
    this.#depends = readsData(file.config);
  }

  unit(task: TaskSource): string | undefined {
    const { units, form } = this.file;
    const isFlat = units === 'prediction';
    if (isFlat && task.id === undefined) {
      this.outcome.withoutId++;
      return undefined;
    }
    const result = this.#resultFor(task);
    if (result.length < this.#regions.length) this.outcome.incomplete++;
    this.outcome.tasks++;
    return form === 'jsonl' ? this.#line(task, result) : this.#lines(task, result);
  }

  #line({ id, data, meta }: TaskSource, result: readonly Region[]): string {
    const { modelVersion, units } = this.file;
    const prediction = { model_version: modelVersion, result };
    if (units === 'prediction') return `{"task":${id},${JSON.stringify(prediction).slice(1)}`;
    const own = [
      ...(id === undefined ? [] : [`"id":${id}`]),
      `"data":${onOneLine(data)}`,
      ...(meta === undefined ? [] : [`"meta":${onOneLine(meta)}`]),
      `"predictions":${JSON.stringify([prediction])}`,
    ];
    return `{${own.join(',')}}`;
  }

  #lines({ id, data, meta }: TaskSource, result: readonly Region[]): string {
    const { modelVersion, units } = this.file;
    const prediction = { model_version: modelVersion, result };
    if (units === 'prediction')
      return indented({ task: 0, ...prediction }, 1).replace('"task": 0', () => `"task": ${id}`);
    const own = [
      ...(id === undefined ? [] : [`"id": ${id}`]),
      `"data": ${data}`,
      ...(meta === undefined ? [] : [`"meta": ${meta}`]),
      `"predictions": ${indented([prediction], 2)}`,
    ];
    return `{\n${own.map((member) => `${INDENT.repeat(2)}${member}`).join(',\n')}\n${INDENT}}`;
  }

  #resultFor(task: TaskSource): readonly Region[] {
    if (!this.#depends) {
      this.#same ??= this.#regions;
      return this.#same;
    }
    const data: unknown = JSON.parse(task.data);
    if (!isObject(data)) return this.#regions;
    const { config } = this.file;
    const result: Region[] = [];
    for (const region of this.#regions) {
      const own = fitted(region, config, data);
      if (own) result.push(own);
    }
    return this.#withoutProblems(task.data, result);
  }

  /** What does not go with the data after all, and what is about such a region, is left out. */
  #withoutProblems(data: string, result: readonly Region[]): readonly Region[] {
    const wrong = new Set<number>();
    const prediction = { model_version: this.file.modelVersion, result };
    const text = `{"data":${data},"predictions":[${JSON.stringify(prediction)}]}`;
    const options = { form: 'json', expected: 'task', rules: this.#rules, config: this.file.config } as const;
    for (const { pointer, severity } of checkUnit(text, options).problems) {
      const [, index] = /^\/predictions\/0\/result\/(\d+)/.exec(pointer) ?? [];
      if (index !== undefined && severity !== 'information') wrong.add(Number(index));
    }
    if (wrong.size === 0) return result;
    const gone = new Set([...wrong].map((index) => result[index]?.id));
    return result.filter(({ id }) => !gone.has(id));
  }
}

/** A region of each control tag, with what is proposed for it. */
function regionsOf(config: LabelingConfig): readonly Region[] {
  const body = predictionBody(config, false, Number.POSITIVE_INFINITY);
  if (!body) return [];
  const { result } = JSON.parse(withDefaults(snippetText(body, ''))) as { result: Region[] };
  return result;
}

function indented(value: unknown, levels: number): string {
  return JSON.stringify(value, null, INDENT).replaceAll('\n', `\n${INDENT.repeat(levels)}`);
}

/** Line breaks in JSON are only between its parts. */
function onOneLine(json: string): string {
  return json.replace(/\s*[\r\n]\s*/g, '');
}
