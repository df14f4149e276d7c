import { type CommandId, commands } from '../ids';

/** A command of the list behind the status bar item, by the title that it has in the palette. */
export interface ServerMenuItem {
  command: CommandId;
  title: string;
  icon: string;
  /** Heading that it begins a group under. */
  group?: string;
  /** Makes no sense while nothing is connected. */
  needsServer: boolean;
}

/** All commands that speak with a server. */
export const SERVER_MENU: readonly ServerMenuItem[] = [
  {
    group: 'Predictions of the open file',
    command: commands.uploadPredictions,
    title: 'Upload Predictions',
    icon: 'cloud-upload',
    needsServer: true,
  },
  {
    command: commands.uploadSelection,
    title: 'Upload Selected Predictions',
    icon: 'list-selection',
    needsServer: true,
  },
  { command: commands.planUpload, title: 'Plan Upload (Dry Run)', icon: 'checklist', needsServer: true },
  { command: commands.undoUpload, title: 'Undo Upload…', icon: 'discard', needsServer: true },
  {
    group: 'Project',
    command: commands.pullLabelConfig,
    title: 'Pull Labeling Config',
    icon: 'cloud-download',
    needsServer: true,
  },
  { command: commands.compareLabelConfig, title: 'Compare Labeling Config', icon: 'diff', needsServer: true },
  { command: commands.downloadTasks, title: 'Download Tasks…', icon: 'desktop-download', needsServer: true },
  { command: commands.showModelVersions, title: 'Show Model Versions…', icon: 'versions', needsServer: true },
  {
    group: 'Connection',
    command: commands.switchConnection,
    title: 'Switch Connection…',
    icon: 'arrow-swap',
    needsServer: false,
  },
  { command: commands.connect, title: 'Connect to Server…', icon: 'plug', needsServer: false },
  {
    command: commands.createProject,
    title: 'Create Project From Labeling Config…',
    icon: 'new-folder',
    needsServer: false,
  },
  { command: commands.disconnect, title: 'Disconnect From Server', icon: 'debug-disconnect', needsServer: true },
  { command: commands.showLog, title: 'Show Log', icon: 'output', needsServer: false },
];
