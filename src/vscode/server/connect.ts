import { commands, env, ProgressLocation, type QuickPickItem, Uri, window } from 'vscode';
import type { LabelStudioClient } from '../../core/server/client';
import { ServerError, type ServerErrorKind } from '../../core/server/errors';
import type { ProjectSummary } from '../../core/server/shapes';
import { normalizeServerUrl, type ServerUrl } from '../../core/server/url';
import { commands as commandIds } from '../ids';
import { configuredProject, configuredServerUrl, writeConnection } from '../settings';
import { type ClientAccess, createClient, probeServer, toSignal } from './connection';
import type { ServerDeps } from './deps';
import { Tokens } from './tokens';

const TITLE = 'Connect to Label Studio';

/** What a finished connection is: the client works, the project exists. */
export interface Connected extends ClientAccess {
  project: ProjectSummary;
}

/**
 * "Label Studio: Connect to Server": address, token, test, project. Undefined when somebody turns back on the way; then
 * nothing has been changed.
 */
export async function connect(deps: ServerDeps): Promise<Connected | undefined> {
  const access = await askAccess(deps);
  if (!access) return undefined;
  const { client, server, token } = access;
  const project = await pickProject(client, server.projectId ?? configuredProject());
  if (!project) return undefined;
  await use(deps, access, project);
  void window.showInformationMessage(`Connected to ${server.base}, project "${project.title}". Predictions go there.`);
  return { client, token, project };
}

/** A server that somebody may use, with the token that proves it; the token is not kept yet. */
export interface Access extends ClientAccess {
  server: ServerUrl;
}

/**
 * Asks for an address, unless it is given, and for a token, unless one is kept that lets us in. Undefined when somebody
 * turns back on the way.
 */
export async function askAccess(deps: ServerDeps, known?: ServerUrl): Promise<Access | undefined> {
  const server = known ?? (await askReachableServer(deps));
  if (!server || (known && !(await acceptPlainHttp(known)))) return undefined;
  const access = await askToken(deps, server);
  return access && { ...access, server };
}

/**
 * Makes a server and a project the connected ones: the token goes into the secret storage, the rest into the settings.
 *
 * @param forWorkspace of this workspace alone, whatever others use
 */
export async function use(
  deps: ServerDeps,
  { server, token }: Access,
  project: ProjectSummary,
  forWorkspace = false,
): Promise<void> {
  await new Tokens(deps.context.secrets).store(server, token);
  await deps.recents.remember({ server: server.base, project: project.id, title: project.title });
  await writeConnection(server.base, project.id, forWorkspace);
  deps.log.info(`Connected to ${server.base}, project ${project.id}`);
}

/** Asks for an address until a Label Studio answers there. What was typed stays in the box, with what is wrong with it. */
async function askReachableServer(deps: ServerDeps): Promise<ServerUrl | undefined> {
  let typed = configuredServerUrl();
  let fault: string | undefined;
  for (;;) {
    const text = await askAddress(typed, fault);
    if (text === undefined) return undefined;
    const normalized = normalizeServerUrl(text);
    if (!normalized.ok || !(await acceptPlainHttp(normalized.server))) return undefined;
    try {
      const title = `Looking for Label Studio at ${normalized.server.base}`;
      await window.withProgress(
        { location: ProgressLocation.Notification, title, cancellable: true },
        async (_, cancel) => probeServer(deps, normalized.server, toSignal(cancel)),
      );
      return normalized.server;
    } catch (error) {
      if (!(error instanceof ServerError) || error.kind === 'cancelled') throw error;
      fault = `${error.message} ${error.cure}`;
      deps.log.warn(fault);
      typed = text;
    }
  }
}

function askAddress(value: string, fault: string | undefined): Thenable<string | undefined> {
  return window.showInputBox({
    title: TITLE,
    prompt: fault ?? 'Address of your Label Studio server. The address of any of its pages does.',
    placeHolder: 'https://label-studio.example.com',
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const normalized = normalizeServerUrl(text);
      return normalized.ok ? undefined : normalized.message;
    },
  });
}

/** A token over plain http can be read by everyone on the way, so that takes a yes. */
async function acceptPlainHttp(server: ServerUrl): Promise<boolean> {
  if (!server.insecure) return true;
  const accept = { title: 'Connect Without Encryption' };
  const picked = await window.showWarningMessage(
    `${server.base} is not encrypted.`,
    {
      modal: true,
      detail:
        'Your token and your predictions would travel readable for everyone on the way. Use an https address where there is one.',
    },
    accept,
  );
  return picked === accept;
}

/** Asks for a token until one lets us in. A token that is kept for this server is tried first. */
async function askToken(deps: ServerDeps, server: ServerUrl): Promise<ClientAccess | undefined> {
  const tokens = new Tokens(deps.context.secrets);
  let token = await tokens.get(server);
  let fault: string | undefined;
  for (;;) {
    if (token === undefined) {
      token = await window.showInputBox({
        title: `${TITLE}: ${server.base}`,
        prompt:
          fault ?? 'Your token, from Account & Settings in Label Studio: a Personal Access Token or a Legacy Token.',
        placeHolder: 'It is kept in the secret storage of VS Code, for this server only',
        password: true,
        ignoreFocusOut: true,
        validateInput: (value) => (value.trim() === '' ? 'Paste the token.' : undefined),
      });
      if (token === undefined) return undefined;
    }
    try {
      const client = await createClient(deps, server, token);
      await test(deps, client);
      return { client, token };
    } catch (error) {
      if (!(error instanceof ServerError) || !isAboutToken(error.kind)) throw error;
      fault = `${error.message} ${error.cure}`;
      deps.log.warn(fault);
      token = undefined;
    }
  }
}

async function test(deps: ServerDeps, client: LabelStudioClient): Promise<void> {
  const title = `Testing ${client.server.base}`;
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_, cancel) => {
      const { user, version } = await client.connect(toSignal(cancel));
      deps.log.info(`${client.server.base} is Label Studio ${version.release}, the token belongs to ${user.email}`);
    },
  );
}

/** Whether an error is one of the token's, so that another token can mend it. */
export function isAboutToken(kind: ServerErrorKind): boolean {
  return /^(token|legacy|pat|access-token)-/.test(kind);
}

interface ProjectItem extends QuickPickItem {
  project: ProjectSummary;
}

async function pickProject(
  client: LabelStudioClient,
  current: number | undefined,
): Promise<ProjectSummary | undefined> {
  const projects = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: `Reading the projects of ${client.server.base}`,
      cancellable: true,
    },
    async (_, cancel) => client.listProjects({ signal: toSignal(cancel) }),
  );
  if (projects.length === 0) {
    const create = { title: 'Create From Labeling Config…' };
    const open = { title: 'Open Label Studio' };
    const picked = await window.showWarningMessage(
      `${client.server.base} has no project that you may see. Create one, then connect again.`,
      create,
      open,
    );
    if (picked === create) void commands.executeCommand(commandIds.createProject);
    if (picked === open) await env.openExternal(Uri.parse(client.server.base));
    return undefined;
  }
  const items = projects
    .map(toItem)
    .sort((a, b) => Number(b.project.id === current) - Number(a.project.id === current));
  const picked = await window.showQuickPick(items, {
    title: `${TITLE}: ${client.server.base}`,
    placeHolder: 'The project that predictions go to',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.project;
}

function toItem(project: ProjectSummary): ProjectItem {
  return { label: project.title, description: `project ${project.id}, ${project.taskNumber} tasks`, project };
}
