import { env, window } from 'vscode';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import type * as Documentation from '../chunks/documentation';
import { CONFIG_LANGUAGE } from '../ids';
import type { LoadParser } from './configFiles';
import type { LabelingConfigs } from './labelingConfigs';

/** Who is to read the schema. */
const AUDIENCES = [
  {
    id: 'validators',
    label: 'For Validators',
    detail: 'Draft-07 with every limit: for ajv, jsonschema and the like, in your own checks',
  },
  {
    id: 'models',
    label: 'For the Answers of a Language Model',
    detail: 'Every key required and no limits: what the structured output of OpenAI, Anthropic and Google takes',
  },
] as const;

type Audience = (typeof AUDIENCES)[number]['id'];

/**
 * "Copy JSON Schema of This Project's Predictions": of the labeling config in the active editor, or of the one that its
 * file is compared with.
 *
 * @param asked `validators` or `models` where a key binding or another extension says it
 * @returns the schema, for whoever runs the command
 */
export async function copySchema(
  configs: LabelingConfigs,
  loadParser: LoadParser,
  loadSchema: () => Promise<typeof Documentation>,
  asked: unknown,
): Promise<string | undefined> {
  const config = await activeConfig(configs, loadParser);
  const audience = AUDIENCES.find(({ id }) => id === asked)?.id ?? (await ask());
  if (audience === undefined) return undefined;
  const text = (await loadSchema()).projectSchemaText(config, audience);
  if (text === undefined) {
    throw new Error('There is no control tag in the labeling config whose regions could be predicted.');
  }
  await env.clipboard.writeText(text);
  void window.showInformationMessage('The JSON Schema of the predictions that fit this labeling config is copied.');
  return text;
}

async function ask(): Promise<Audience | undefined> {
  const picked = await window.showQuickPick([...AUDIENCES], { title: "JSON Schema of This Project's Predictions" });
  return picked?.id;
}

async function activeConfig(configs: LabelingConfigs, loadParser: LoadParser): Promise<LabelingConfig> {
  const document = window.activeTextEditor?.document;
  if (!document) throw new Error('No file is open. Open a labeling config, or a file that is compared with one.');
  if (document.languageId === CONFIG_LANGUAGE || configs.isKnown(document.uri)) {
    const { config, faults } = (await loadParser()).parseLabelingConfig(document.getText());
    if (!config) throw new Error(`This labeling config cannot be read. ${faults[0]?.message ?? ''}`);
    return config;
  }
  const found = await configs.ready(document.uri);
  if (found?.config) return found.config;
  throw new Error(
    found
      ? `The labeling config of this file cannot be read. ${found.brokenBecause ?? ''}`
      : 'There is no labeling config for this file. "Label Studio: Choose Labeling Config…" picks one.',
  );
}
