import { type ConfigurationChangeEvent, ConfigurationTarget, type Uri, workspace } from 'vscode';
import { isObject } from '../core/isObject';
import { isGateChoice, isLevel, type Level, type Reporting } from '../core/validation/reporting';
import { SETTINGS_SECTION, settings } from './ids';

/** Typed readers of our settings. Defaults come from `package.json`. */

/** Globs of further files to check, for a resource's workspace folder. */
export function extraFileGlobs(resource: Uri): readonly string[] {
  const globs = workspace.getConfiguration(SETTINGS_SECTION, resource).get<unknown>(settings.files);
  return Array.isArray(globs) ? globs.filter((glob): glob is string => typeof glob === 'string' && glob !== '') : [];
}

/** Whether the annotations of a task are checked like predictions. */
export function checksAnnotations(resource: Uri): boolean {
  return workspace.getConfiguration(SETTINGS_SECTION, resource).get<unknown>(settings.checkAnnotations) !== false;
}

/** Whether a change of settings can have changed `checksAnnotations` of a resource. */
export function changesAnnotations(change: ConfigurationChangeEvent, resource: Uri): boolean {
  return change.affectsConfiguration(`${SETTINGS_SECTION}.${settings.checkAnnotations}`, resource);
}

/** Whether pixels, times, covered texts and the like are shown behind values. */
export function showsValueHints(resource: Uri): boolean {
  return workspace.getConfiguration(SETTINGS_SECTION, resource).get<unknown>(settings.inlayHints) === true;
}

/** Whether a change of settings can have changed `showsValueHints` of some resource. */
export function changesValueHints(change: ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration(`${SETTINGS_SECTION}.${settings.inlayHints}`);
}

/** Which problems of a file are shown, and how gravely. What a setting should not hold counts as not set. */
export function reportingFor(resource: Uri): Reporting {
  const configuration = workspace.getConfiguration(SETTINGS_SECTION, resource);
  const severity = configuration.get<unknown>(settings.severity);
  const gate = configuration.get<unknown>(settings.gate);
  const levels: Record<string, Level> = {};
  for (const [code, level] of Object.entries(isObject(severity) ? severity : {})) {
    if (isLevel(level)) levels[code] = level;
  }
  return { levels, gate: isGateChoice(gate) ? gate : 'all' };
}

/** Whether a change of settings can have changed which server and project are connected. */
export function changesConnection(change: ConfigurationChangeEvent): boolean {
  return [settings.serverUrl, settings.project].some((name) =>
    change.affectsConfiguration(`${SETTINGS_SECTION}.${name}`),
  );
}

/** Whether a change of settings can have changed `reportingFor` of a resource. */
export function changesReporting(change: ConfigurationChangeEvent, resource: Uri): boolean {
  return [settings.severity, settings.gate].some((name) =>
    change.affectsConfiguration(`${SETTINGS_SECTION}.${name}`, resource),
  );
}

/**
 * Address of the configured server, as written; empty when there is none. VS Code leaves the workspace's value out while
 * the workspace is not trusted (`restrictedConfigurations`).
 */
export function configuredServerUrl(): string {
  return (workspace.getConfiguration(SETTINGS_SECTION).get<string>(settings.serverUrl) ?? '').trim();
}

/** Id of the configured project, undefined when there is none. */
export function configuredProject(): number | undefined {
  const configuration = workspace.getConfiguration(SETTINGS_SECTION);
  // A workspace that names a server but no project must not get the project that the user has on another server.
  const server = configuration.inspect(settings.serverUrl)?.workspaceValue;
  const inspected = configuration.inspect<number | null>(settings.project);
  const foreign = typeof server === 'string' && server !== '' && inspected?.workspaceValue === undefined;
  const project = foreign ? undefined : configuration.get<number | null>(settings.project);
  return typeof project === 'number' && Number.isInteger(project) && project > 0 ? project : undefined;
}

/**
 * Writes server and project where they are in force: into the workspace when it has either of its own, else for the user.
 * The two always stay together, since a project id means nothing on another server.
 *
 * @param forWorkspace this workspace shall have its own from now on, whatever others use
 */
export async function writeConnection(
  serverUrl: string | undefined,
  project: number | undefined,
  forWorkspace = false,
): Promise<void> {
  const configuration = workspace.getConfiguration(SETTINGS_SECTION);
  const isOwn = (key: string): boolean => configuration.inspect(key)?.workspaceValue !== undefined;
  const hasPlace = forWorkspace && (workspace.workspaceFolders ?? []).length > 0;
  const inWorkspace = hasPlace || isOwn(settings.serverUrl) || isOwn(settings.project);
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(settings.serverUrl, serverUrl, target);
  await configuration.update(settings.project, project, target);
}

/**
 * The labeling config that is named for files of a workspace folder, as written; empty when there is none.
 * `isFromWorkspace` tells whether the setting comes with the workspace.
 */
export function labelConfigSetting(folder: Uri | undefined): { value: string; isFromWorkspace: boolean } {
  const configuration = workspace.getConfiguration(SETTINGS_SECTION, folder ?? null);
  const value = configuration.get<unknown>(settings.labelConfig);
  const inspected = configuration.inspect(settings.labelConfig);
  const isFromWorkspace = (inspected?.workspaceFolderValue ?? inspected?.workspaceValue) !== undefined;
  return { value: typeof value === 'string' ? value.trim() : '', isFromWorkspace };
}
