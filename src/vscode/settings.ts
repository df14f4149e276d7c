import { ConfigurationTarget, type Uri, workspace } from 'vscode';
import { SETTINGS_SECTION, settings } from './ids';

/** Typed readers of our settings. Defaults come from `package.json`. */

/** Globs of further files to check, for a resource's workspace folder. */
export function extraFileGlobs(resource: Uri): readonly string[] {
  const globs = workspace.getConfiguration(SETTINGS_SECTION, resource).get<unknown>(settings.files);
  return Array.isArray(globs) ? globs.filter((glob): glob is string => typeof glob === 'string' && glob !== '') : [];
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
  const project = workspace.getConfiguration(SETTINGS_SECTION).get<number | null>(settings.project);
  return typeof project === 'number' && Number.isInteger(project) && project > 0 ? project : undefined;
}

/**
 * Writes server and project where they are in force: into the workspace when it has a server of its own, else for the
 * user. The two always stay together, since a project id means nothing on another server.
 */
export async function writeConnection(serverUrl: string | undefined, project: number | undefined): Promise<void> {
  const configuration = workspace.getConfiguration(SETTINGS_SECTION);
  const inWorkspace = configuration.inspect(settings.serverUrl)?.workspaceValue !== undefined;
  const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(settings.serverUrl, serverUrl, target);
  await configuration.update(settings.project, project, target);
}
