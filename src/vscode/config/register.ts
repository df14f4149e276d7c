import { Disposable } from 'vscode';
import type { Log } from '../../core/ports';
import { registerCommand } from '../commands';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import { commands } from '../ids';
import { registerConfigStatus } from '../status/configStatus';
import { chooseConfig } from './chooseConfig';
import { ConfigDiagnostics } from './configDiagnostics';
import type { LoadParser } from './configFiles';
import { type LoadConfigLanguage, registerConfigLanguage } from './configLanguage';
import { copySchema } from './copySchema';
import type { LabelingConfigs } from './labelingConfigs';

/** What the area of labeling configs needs from outside. */
export interface LabelingConfigDeps {
  log: Log;
  documents: PredictionDocuments;
  configs: LabelingConfigs;
  publisher: DiagnosticsPublisher;
}

/** Underlines what is wrong in labeling configs, says which one is in force, lets people choose, and makes schemas of them. */
export function registerLabelingConfigs(
  { log, documents, configs, publisher }: LabelingConfigDeps,
  loadParser: LoadParser,
  loadLanguage: LoadConfigLanguage,
  loadSchema: () => Promise<typeof import('../chunks/documentation')>,
): Disposable {
  const diagnostics = new ConfigDiagnostics(configs, publisher, loadParser, loadLanguage, log);
  diagnostics.checkAll();
  return Disposable.from(
    diagnostics,
    registerConfigLanguage({ configs, publisher }, loadLanguage),
    registerConfigStatus(documents, configs),
    registerCommand(log, commands.copySchema, (audience) => copySchema(configs, loadParser, loadSchema, audience)),
    registerCommand(log, commands.chooseLabelConfig, (uri) => chooseConfig(configs, uri)),
  );
}
