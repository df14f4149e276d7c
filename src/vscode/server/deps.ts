import type { ExtensionContext } from 'vscode';
import type { Log } from '../../core/ports';
import type { ConfigSource } from '../config/configSource';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import type { Platform } from '../platform';
import type { ReportStore } from '../report/reportStore';
import type { ConnectionStatus } from '../status/connectionStatus';
import type { RecentConnections } from './recents';
import type { ServerProblems } from './serverProblems';

/** What the commands that speak with a server are given. */
export interface ServerDeps {
  context: ExtensionContext;
  platform: Platform;
  log: Log;
  showLog(): void;
  reports: ReportStore;
  documents: PredictionDocuments;
  configs: ConfigSource;
  serverProblems: ServerProblems;
  recents: RecentConnections;
  status: ConnectionStatus;
}
