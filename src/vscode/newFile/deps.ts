import type { Log } from '../../core/ports';
import type * as Checker from '../chunks/checker';
import type { LoadParser } from '../config/configFiles';
import type { LabelingConfigs } from '../config/labelingConfigs';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import type { Platform } from '../platform';

/** What making a new file needs from outside. */
export interface NewFileDeps {
  log: Log;
  platform: Platform;
  documents: PredictionDocuments;
  configs: LabelingConfigs;
  loadParser: LoadParser;
  loadChecker: () => Promise<typeof Checker>;
}
