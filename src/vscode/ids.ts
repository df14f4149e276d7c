/**
 * Every id that `package.json` and the code share. A test compares the two in both directions; defaults and texts stand
 * in `package.json` alone.
 */
export const commands = {
  connect: 'labelStudio.connect',
  disconnect: 'labelStudio.disconnect',
  uploadPredictions: 'labelStudio.uploadPredictions',
  uploadSelection: 'labelStudio.uploadSelection',
  planUpload: 'labelStudio.planUpload',
  undoUpload: 'labelStudio.undoUpload',
  switchConnection: 'labelStudio.switchConnection',
  showServerCommands: 'labelStudio.showServerCommands',
  pullLabelConfig: 'labelStudio.pullLabelConfig',
  compareLabelConfig: 'labelStudio.compareLabelConfig',
  showModelVersions: 'labelStudio.showModelVersions',
  createProject: 'labelStudio.createProject',
  downloadTasks: 'labelStudio.downloadTasks',
  treatAsPredictions: 'labelStudio.treatAsPredictions',
  stopTreatingAsPredictions: 'labelStudio.stopTreatingAsPredictions',
  fixAll: 'labelStudio.fixAll',
  showLog: 'labelStudio.showLog',
  checkAllFiles: 'labelStudio.checkAllFiles',
  checkFile: 'labelStudio.checkFile',
  clearResults: 'labelStudio.clearResults',
  chooseLabelConfig: 'labelStudio.chooseLabelConfig',
  copySchema: 'labelStudio.copySchema',
  setModelVersion: 'labelStudio.setModelVersion',
  convertAnnotations: 'labelStudio.convertAnnotations',
  generateRegionIds: 'labelStudio.generateRegionIds',
  insertRegion: 'labelStudio.insertRegion',
  newPredictionFile: 'labelStudio.newPredictionFile',
  mergePredictions: 'labelStudio.mergePredictions',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];

/** Settings, without their common section. */
export const settings = {
  files: 'files',
  labelConfig: 'labelConfig',
  serverUrl: 'serverUrl',
  project: 'project',
  severity: 'rules.severity',
  gate: 'gate',
  checkAnnotations: 'checkAnnotations',
  inlayHints: 'inlayHints',
} as const;

export const SETTINGS_SECTION = 'labelStudio';

/** `source` of our diagnostics, shown behind each message. */
export const DIAGNOSTIC_SOURCE = 'label-studio';

/** Scheme of the read-only file system that holds schemas and the documentation of rules. */
export const SCHEME = 'label-studio';

/** The schema that VS Code's JSON service reads for prediction and task files. */
export const DOCUMENT_SCHEMA_URI = `${SCHEME}://schemas/document.json`;

/** Language of labeling configs. */
export const CONFIG_LANGUAGE = 'label-studio-config';

/** Types and modifiers of the semantic tokens in prediction files. */
export const semanticTokens = {
  name: 'labelStudioName',
  label: 'labelStudioLabel',
  unknown: 'labelStudioUnknown',
} as const;

/** Keys that `when` clauses in `package.json` ask for. */
export const contextKeys = {
  hasCheckResults: 'labelStudio.hasCheckResults',
} as const;

/** Keys in the workspace state. */
export const stateKeys = {
  treatedFiles: 'treatedFiles',
  chosenConfigs: 'chosenConfigs',
  uploads: 'uploads',
} as const;

/** Keys in the state that all workspaces share. */
export const globalStateKeys = {
  recentConnections: 'recentConnections',
} as const;

/** Name of the output channel. */
export const OUTPUT_CHANNEL = 'Label Studio';
