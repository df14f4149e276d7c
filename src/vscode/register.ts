import { Disposable, type ExtensionContext, window } from 'vscode';
import { registerCommand } from './commands';
import { LabelingConfigs } from './config/labelingConfigs';
import { registerLabelingConfigs } from './config/register';
import { DiagnosticsPublisher } from './diagnostics/publisher';
import { PredictionDocuments } from './documents/predictionDocuments';
import { registerTreatCommands } from './documents/treatCommands';
import { registerEdits } from './edits/register';
import { registerLabelStudioFileSystem } from './files/labelStudioFileSystem';
import { RulePages } from './files/rulePages';
import { registerFixes } from './fixes/register';
import { commands, OUTPUT_CHANNEL } from './ids';
import { registerConfigCompletion } from './language/configCompletion';
import { registerConfigHover } from './language/configHover';
import { registerNameColours } from './language/nameColours';
import { registerStructure } from './language/structure';
import { registerUnitProviders } from './language/unitProviders';
import { registerValueHints } from './language/valueHints';
import { createLog } from './log';
import { registerNavigation } from './navigation/register';
import type { Platform } from './platform';
import { ReportStore } from './report/reportStore';
import { RecentConnections } from './server/recents';
import { registerServerCommands } from './server/serverCommands';
import { ConnectionStatus } from './status/connectionStatus';
import { registerLanguageStatus } from './status/languageStatus';
import { registerWorkspaceCheck } from './workspaceCheck/register';

/** Puts everything together; each area hands back one Disposable. Shared by the desktop and the web entry. */
export function register(context: ExtensionContext, platform: Platform): Disposable {
  const channel = window.createOutputChannel(OUTPUT_CHANNEL);
  const log = createLog(channel);
  const showLog = (): void => channel.show();
  const documents = new PredictionDocuments(context.workspaceState);
  const loadChecker = () => import('./chunks/checker');
  const loadConfigParser = () => import('./chunks/labelingConfig');
  const loadConfigLanguage = () => import('./chunks/configLanguage');
  const loadDocumentation = () => import('./chunks/documentation');
  const configs = new LabelingConfigs(context.workspaceState, loadConfigParser, log);
  const publisher = new DiagnosticsPublisher(documents, configs, loadChecker, log);
  const reports = new ReportStore();
  const recents = new RecentConnections(context.globalState);
  const status = new ConnectionStatus(recents);
  publisher.checkAll();
  return Disposable.from(
    channel,
    registerCommand(log, commands.showLog, showLog),
    documents,
    configs,
    registerLabelingConfigs(
      { log, documents, configs, publisher },
      loadConfigParser,
      loadConfigLanguage,
      loadDocumentation,
    ),
    publisher,
    reports,
    registerLabelStudioFileSystem(loadDocumentation, reports, new RulePages(context.extensionUri)),
    registerWorkspaceCheck({ platform, log, documents, configs, reports }, () => import('./chunks/workspaceCheck')),
    registerFixes(log, publisher),
    registerEdits(
      { log, platform, documents, configs, loadParser: loadConfigParser, loadChecker },
      publisher,
      () => import('./chunks/edits'),
    ),
    registerConfigCompletion({ documents, publisher }),
    registerConfigHover({ documents, publisher }),
    registerStructure({ documents, publisher }),
    registerNameColours({ documents, publisher }, configs),
    registerValueHints({ documents, publisher }, configs),
    registerUnitProviders({ documents, publisher }, () => import('./chunks/unitLanguage')),
    registerNavigation({ platform, log, documents, configs, publisher }, () => import('./chunks/navigation')),
    registerTreatCommands(log, documents),
    registerLanguageStatus(documents),
    status,
    registerServerCommands(
      { context, platform, log, showLog, documents, configs, reports, recents, status },
      () => import('./chunks/server'),
    ),
  );
}
