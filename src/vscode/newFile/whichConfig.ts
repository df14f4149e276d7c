import { CancellationError, type QuickPickItem, type Uri, commands as vscodeCommands, window, workspace } from 'vscode';
import { CONFIG_NAMES, PAIRED_SUFFIX } from '../../core/labelingConfig/find';
import type { LabelingConfig } from '../../core/labelingConfig/model';
import { CONFIG_LANGUAGE, commands } from '../ids';
import type { NewFileDeps } from './deps';

/** A labeling config, and the file that it is in. */
export interface ChosenConfig {
  uri: Uri;
  config: LabelingConfig;
}

/** Configs of the workspace that are offered. */
const MAX_OFFERED = 200;

type Deps = Pick<NewFileDeps, 'configs' | 'loadParser'>;

/**
 * The labeling config that is asked for, that is open, or that governs the open file; else the only one of the workspace, or
 * the one that is picked.
 *
 * @throws CancellationError when nobody picks one; an Error when it cannot be read
 */
export async function whichConfig(deps: Deps, asked: Uri | undefined): Promise<ChosenConfig> {
  if (asked) return readConfig(deps, asked);
  const active = window.activeTextEditor?.document;
  if (active && (active.languageId === CONFIG_LANGUAGE || deps.configs.isKnown(active.uri))) {
    return readConfig(deps, active.uri);
  }
  const found = active && (await deps.configs.ready(active.uri));
  if (found?.config) return { uri: found.uri, config: found.config };
  const all = await workspace.findFiles(`**/{${CONFIG_NAMES.join(',')},*${PAIRED_SUFFIX}}`, undefined, MAX_OFFERED);
  return readConfig(deps, all.length === 1 && all[0] ? all[0] : await pick(all));
}

/** As it stands in its editor, saved or not. */
async function readConfig({ loadParser }: Deps, uri: Uri): Promise<ChosenConfig> {
  const document = await workspace.openTextDocument(uri);
  const { config, faults } = (await loadParser()).parseLabelingConfig(document.getText());
  if (config) return { uri, config };
  throw new Error(`This labeling config cannot be read. ${faults[0]?.message ?? ''}`);
}

async function pick(all: readonly Uri[]): Promise<Uri> {
  const items: (QuickPickItem & { find(): Promise<Uri | undefined> })[] = all.map((uri) => ({
    label: uri.path.slice(uri.path.lastIndexOf('/') + 1),
    description: workspace.asRelativePath(uri).replace(/\/?[^/]*$/, ''),
    find: async () => uri,
  }));
  items.push(
    { label: '$(folder-opened) Browse…', find: browse },
    {
      label: '$(cloud-download) Pull It from Label Studio',
      detail: 'writes the labeling config of the connected project to label_config.xml',
      find: pull,
    },
  );
  const picked = await window.showQuickPick(items, {
    title: 'New Prediction File',
    placeHolder: 'The labeling config that the predictions are for',
    matchOnDescription: true,
  });
  const uri = await picked?.find();
  if (!uri) throw new CancellationError();
  return uri;
}

async function browse(): Promise<Uri | undefined> {
  return (await window.showOpenDialog({ title: 'Labeling Config', filters: { XML: ['xml'] } }))?.[0];
}

/** The command opens what it has pulled. */
async function pull(): Promise<Uri | undefined> {
  await vscodeCommands.executeCommand(commands.pullLabelConfig);
  const document = window.activeTextEditor?.document;
  return document?.languageId === CONFIG_LANGUAGE ? document.uri : undefined;
}
