import { Disposable } from 'vscode';
import type { Log } from '../../core/ports';
import { registerCommand } from '../commands';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import { commands } from '../ids';
import { registerConfigStatus } from '../status/configStatus';
import { chooseConfig } from './chooseConfig';
import { ConfigDiagnostics } from './configDiagnostics';
import type { LoadParser } from './configFiles';
import { copySchema } from './copySchema';
import type { LabelingConfigs } from './labelingConfigs';

/** What the area of labeling configs needs from outside. */
export interface LabelingConfigDeps {
  log: Log;
  documents: PredictionDocuments;
  configs: LabelingConfigs;
}

/** Underlines what is wrong in labeling configs, says which one is in force, lets people choose, and makes schemas of them. */
export function registerLabelingConfigs(
  { log, documents, configs }: LabelingConfigDeps,
  loadParser: LoadParser,
  loadSchema: () => Promise<typeof import('../chunks/documentation')>,
): Disposable {
  const diagnostics = new ConfigDiagnostics(configs, loadParser, log);
  diagnostics.checkAll();
  return Disposable.from(
    diagnostics,
    registerConfigStatus(documents, configs),
    registerCommand(log, commands.copySchema, (audience) => copySchema(configs, loadParser, loadSchema, audience)),
    registerCommand(log, commands.chooseLabelConfig, (uri) => chooseConfig(configs, uri)),
  );
}
