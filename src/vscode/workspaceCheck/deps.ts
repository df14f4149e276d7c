import type { Log } from '../../core/ports';
import type { ConfigSource } from '../config/configSource';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import type { Platform } from '../platform';
import type { ReportStore } from '../report/reportStore';

/** What checking files that are not open is given. */
export interface WorkspaceCheckDeps {
  platform: Platform;
  log: Log;
  documents: PredictionDocuments;
  /** Which labeling config names and labels are compared with. */
  configs: ConfigSource;
  reports: ReportStore;
}
