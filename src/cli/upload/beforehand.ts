import path from 'node:path';
import { checkStream, type PlacedProblem } from '../../core/engine/streamCheck';
import { fileKindOf, formOf } from '../../core/files/fileKind';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import type { PieceSource } from '../../core/ports';
import { plural } from '../../core/report/words';
import { ConfigFinder, loadConfig } from '../configs';
import { chosenConfig } from '../entries';
import { reasonOf } from '../failures';
import { nameOf } from '../findFiles';
import { takeSteps } from '../steps';
import type { UploadOptions } from './options';

/** The check of a file before it is uploaded, with its labeling config. */
export class Beforehand {
  readonly #chosen: string | undefined;
  readonly #configs: ConfigFinder;

  /** @throws UsageError when the config that was named is not there */
  constructor(
    { config, files }: Pick<UploadOptions, 'config' | 'files'>,
    private readonly around: { readonly cwd: string },
  ) {
    const { cwd } = around;
    this.#chosen = config === undefined ? undefined : chosenConfig(config, cwd);
    this.#configs = new ConfigFinder([cwd, ...files.map((file) => path.resolve(cwd, file))]);
  }

  /**
   * What speaks against uploading a file, and what to do.
   *
   * @param ofProject gives the labeling config of the project, with which a file is checked that has none of its own
   * @param turn called now and then; what it throws ends the check
   * @throws what `ofProject` throws, unless the file has errors all the same
   */
  async objection(
    file: string,
    text: PieceSource,
    ofProject: () => Promise<LabelingConfig | undefined>,
    turn: () => void,
  ): Promise<string | undefined> {
    const { cwd } = this.around;
    const name = this.#chosen ?? this.#configs.find(path.resolve(cwd, file));
    if (name === undefined) return this.#withThatOfProject(file, text, ofProject, turn);
    const config = configOf(name);
    if (typeof config === 'string') {
      return `its labeling config ${nameOf(name, cwd)} cannot be used: ${config}. Mend it, name another one with --config, or upload the file unchecked with --force.`;
    }
    const errors = await errorsIn(file, text, config, turn);
    const how = this.#chosen === undefined ? '' : ` --config ${nameOf(this.#chosen, cwd)}`;
    return errors.count === 0 ? undefined : foundErrors(errors, `${how} ${file}`);
  }

  async #withThatOfProject(
    file: string,
    text: PieceSource,
    ofProject: () => Promise<LabelingConfig | undefined>,
    turn: () => void,
  ): Promise<string | undefined> {
    let config: LabelingConfig | undefined;
    let reason: unknown;
    try {
      config = await ofProject();
    } catch (error) {
      reason = error;
    }
    turn();
    const errors = await errorsIn(file, text, config, turn);
    if (errors.count > 0) return foundErrors(errors, ` ${file}`, config);
    if (reason !== undefined) throw reason;
    return undefined;
  }
}

/** What a check has found. */
interface Errors {
  count: number;
  first?: PlacedProblem;
}

/** @param how what stands behind the command that lists them @param config that of the project, if that is what was checked with */
function foundErrors({ count, first }: Errors, how: string, config?: LabelingConfig): string {
  const errors = count === 1 ? 'one error' : plural(count, 'error');
  const command = `label-studio-predictions check${how}`;
  const cure = 'Mend them, or upload the file as it is with --force.';
  if (!config || !first) return `${errors}. See them with: ${command}. ${cure}`;
  const { line, character } = first.startPosition;
  return `${errors} by the labeling config of the project, the first at ${line + 1}:${character + 1}: ${first.message} To see all of them, save that config beside the file as label_config.xml and run: ${command}. ${cure}`;
}

/** A config, or why there is none. */
function configOf(name: string): LabelingConfig | string {
  try {
    const { config, faults } = loadConfig(name);
    return (
      config ??
      faults.find(({ severity }) => severity === 'error')?.message.replace(/[.]$/, '') ??
      'it holds no labeling config'
    );
  } catch (error) {
    return reasonOf(error);
  }
}

async function errorsIn(
  file: string,
  text: PieceSource,
  config: LabelingConfig | undefined,
  turn: () => void,
): Promise<Errors> {
  const expects = fileKindOf(path.basename(file))?.expects;
  const errors: Errors = { count: 0 };
  const checks = checkStream(text, {
    form: formOf(file),
    annotations: false,
    reportSyntax: true,
    ...(expects && { expects }),
    ...(config && { config }),
  });
  const each = (problems: readonly PlacedProblem[]): void => {
    for (const problem of problems) {
      if (problem.severity !== 'error') continue;
      errors.count++;
      errors.first ??= problem;
    }
  };
  await takeSteps(checks, { each, turn });
  return errors;
}
