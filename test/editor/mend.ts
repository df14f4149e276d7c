/** Broken files as fixes leave them, ready for the editor. */
import assert from 'node:assert/strict';
import { type FixedUnit, fixUnit } from '../../src/core/fixes/fixUnit';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { checkUnit } from '../../src/core/validation/checkUnit';
import { RuleSet } from '../../src/core/validation/ruleSet';
import { rules } from '../../src/core/validation/rules';
import { editorCases } from '../unit/schema/fixtures';
import { type Broken, exampleMedia, exampleTexts } from './broken';

/** A task file of one task, and the labeling config of its project. */
export interface File {
  config: string;
  text: string;
}

const allRules = new RuleSet(rules);

/** The recorded case, or the failing example of a rule, as a task file. */
export function fileOf({ id }: Broken): File {
  const one = editorCases.find((candidate) => candidate.id === id);
  if (one === undefined) return fileOfExample(id);
  const { config_xml: config, data, prediction } = one;
  return { config, text: JSON.stringify({ data, predictions: [{ model_version: 'v1', ...prediction }] }) };
}

function fileOfExample(id: string): File {
  const [code, number] = id.split(' ');
  const example = rules.find((rule) => rule.code === code)?.failing[Number(number)];
  assert.ok(example?.config, `${id} is no recorded case and no failing example with a labeling config.`);
  const { task: _, ...value } = JSON.parse(example.text);
  const file = value.result === undefined ? value : { predictions: [value] };
  const data = { ...exampleTexts, ...file.data, ...exampleMedia };
  return { config: example.config, text: JSON.stringify({ ...file, data }) };
}

/** Mends a file with the safe fixes, and with those guesses of rules that are named. */
export function mend({ config, text }: File, guesses: readonly string[] = []): FixedUnit {
  return fixUnit(text, optionsFor(config), ({ code }, { safety }) => safety === 'safe' || guesses.includes(code));
}

/** Codes of what is wrong with a file: information is not. */
export function wrongWith({ config, text }: File): string[] {
  const { problems } = checkUnit(text, optionsFor(config));
  return problems.filter(({ severity }) => severity !== 'information').map(({ code }) => code);
}

function optionsFor(xml: string): Parameters<typeof checkUnit>[1] {
  return { form: 'json', expected: 'task', config: parseLabelingConfig(xml).config, rules: allRules };
}
