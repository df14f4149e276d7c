import type { Log } from '../../core/ports';
import type { LabelingConfigs } from '../config/labelingConfigs';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import type { Platform } from '../platform';

/** What going to, looking up and renaming names is given. */
export interface NavigationDeps {
  platform: Platform;
  log: Log;
  documents: PredictionDocuments;
  configs: LabelingConfigs;
  /** Knows the units of the documents that are being checked. */
  publisher: DiagnosticsPublisher;
}
