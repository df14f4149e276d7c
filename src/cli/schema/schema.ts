import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { leftOutControls, modelOutputSchema, valuesIn } from '../../core/schema/project/modelOutput';
import { projectSchema } from '../../core/schema/project/projectSchema';
import type { JsonSchema } from '../../core/schema/types';
import { bundledSchema } from '../../generated/schema';
import { ConfigFinder, type LoadedConfig, loadConfig } from '../configs';
import { chosenConfig } from '../entries';
import { reasonOf } from '../failures';
import { nameOf } from '../findFiles';
import type { SchemaOptions } from '../options';
import type { Output } from '../output';
import { UsageError } from '../usage';

/** Values in all lists of choices of a schema beyond which OpenAI refuses it. */
const MOST_VALUES = 1000;

export interface SchemaSurroundings {
  cwd: string;
  output: Output;
  warn(message: string): void;
}

/**
 * Writes the JSON Schema of a project's predictions.
 *
 * @returns the exit code: 0 written, 2 there is none
 * @throws UsageError, OutputClosed
 */
export async function schema(options: SchemaOptions, { cwd, output, warn }: SchemaSurroundings): Promise<number> {
  const file = configFile(options, cwd);
  const name = nameOf(file, cwd);
  const loaded = loadConfig(file);
  const made = loaded.config && make(options, loaded.config, warn);
  if (!made) {
    warn(`${name}: ${whyNone(loaded)}`);
    return 2;
  }
  const text = `${JSON.stringify(made, undefined, 2)}\n`;
  if (options.out === undefined) {
    await output.write(text);
    await output.flush();
    return 0;
  }
  try {
    writeFileSync(path.resolve(cwd, options.out), text);
  } catch (error) {
    warn(`${options.out} could not be written: ${reasonOf(error)}.`);
    return 2;
  }
  return 0;
}

function configFile({ config }: SchemaOptions, cwd: string): string {
  if (config !== undefined) return chosenConfig(config, cwd);
  const found = new ConfigFinder([cwd]).find(undefined);
  if (found === undefined) {
    throw new UsageError('There is no label_config.xml here or above: name the labeling config with --config FILE.');
  }
  return found;
}

function make(
  { root, lax, audience }: SchemaOptions,
  config: NonNullable<LoadedConfig['config']>,
  warn: (message: string) => void,
): JsonSchema | undefined {
  if (audience === 'validators') return projectSchema(bundledSchema, config, { root, lax });
  const whole = projectSchema(bundledSchema, config, {
    root,
    lax: false,
    relations: config.relationLabels !== undefined,
  });
  const common = whole && modelOutputSchema(whole);
  if (!whole || !common) return undefined;
  const missing = leftOutControls(whole, common);
  if (missing.length > 0) {
    warn(`Left out, since no common keyword can say what their values are: ${missing.join(', ')}.`);
  }
  const count = valuesIn(common);
  if (count > MOST_VALUES) {
    warn(`The schema has ${count.toLocaleString('en')} values to choose from; OpenAI takes ${MOST_VALUES} at most.`);
  }
  return common;
}

/** A config that cannot be read has one fault that says where and why. */
function whyNone({ config, faults }: LoadedConfig): string {
  const [first] = faults;
  if (!config && first) return first.message;
  return 'there is no control tag in it whose regions could be predicted. A control tag has a name, and a toName that is the name of an object tag.';
}
