import path from 'node:path';
import { checkStream } from '../../core/engine/streamCheck';
import { fileKindOf, formOf } from '../../core/files/fileKind';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import type { PieceSource } from '../../core/ports';
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
   * @param turn called now and then; what it throws ends the check
   */
  async objection(file: string, text: PieceSource, turn: () => void): Promise<string | undefined> {
    const full = path.resolve(this.around.cwd, file);
    const name = this.#chosen ?? this.#configs.find(full);
    const config = name === undefined ? undefined : configOf(name);
    if (typeof config === 'string') {
      return `its labeling config ${nameOf(name as string, this.around.cwd)} cannot be used: ${config}. Mend it, name another one with --config, or upload the file unchecked with --force.`;
    }
    const errors = await countErrors(file, text, config, turn);
    if (errors === 0) return undefined;
    const how = this.#chosen === undefined ? '' : ` --config ${nameOf(this.#chosen, this.around.cwd)}`;
    return `${errors === 1 ? 'one error' : `${errors} errors`}. See them with: label-studio-predictions check${how} ${file}. Mend them, or upload the file as it is with --force.`;
  }
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

async function countErrors(
  file: string,
  text: PieceSource,
  config: LabelingConfig | undefined,
  turn: () => void,
): Promise<number> {
  const expects = fileKindOf(path.basename(file))?.expects;
  let errors = 0;
  const checks = checkStream(text, {
    form: formOf(file),
    annotations: false,
    reportSyntax: true,
    ...(expects && { expects }),
    ...(config && { config }),
  });
  await takeSteps(checks, {
    each: (problems) => {
      errors += problems.filter(({ severity }) => severity === 'error').length;
    },
    turn,
  });
  return errors;
}
