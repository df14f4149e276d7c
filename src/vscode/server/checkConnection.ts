import type { LabelStudioClient } from '../../core/server/client';
import { ServerError, type ServerErrorKind } from '../../core/server/errors';
import type { ServerUrl } from '../../core/server/url';
import { configuredProject } from '../settings';
import { ConnectionStatus } from '../status/connectionStatus';
import type { Standing, Trouble } from '../status/describeConnection';
import { isAboutToken } from './connect';
import { configuredServer, createClient } from './connection';
import type { ServerDeps } from './deps';
import { Tokens } from './tokens';

/**
 * Looks whether the connected server answers, takes the token and has the project, for the status bar; two small requests.
 * Says nothing by itself and never rejects.
 */
export async function checkConnection(deps: ServerDeps): Promise<void> {
  const about = ConnectionStatus.configured();
  const server = configuredServer();
  if (!server || about === undefined) {
    deps.status.refresh();
    return;
  }
  deps.status.set(about, { kind: 'checking' });
  deps.status.set(about, await standingOf(deps, server, configuredProject()));
}

async function standingOf(deps: ServerDeps, server: ServerUrl, project: number | undefined): Promise<Standing> {
  let version: string | undefined;
  try {
    const token = await new Tokens(deps.context.secrets).get(server);
    // A server without a token may be one that only the workspace names: it is not asked anything.
    if (token === undefined) return { kind: 'no-token' };
    const client: LabelStudioClient = await createClient(deps, server, token);
    version = (await client.version()).release;
    if (project === undefined) {
      await client.whoami();
      return { kind: 'no-project', version };
    }
    const { title, taskNumber } = await client.project(project);
    await deps.recents.remember({ server: server.base, project, title });
    return { kind: 'reachable', version, title, tasks: taskNumber };
  } catch (error) {
    const { message } = error as Error;
    const [cure, trouble] = error instanceof ServerError ? [error.cure, troubleOf(error.kind)] : ['', troubleOf()];
    deps.log.warn(`Looking at ${server.base}: ${message}`);
    return { kind: 'trouble', trouble, message, cure, version };
  }
}

function troubleOf(kind?: ServerErrorKind): Trouble {
  if (kind === undefined) return 'not reachable';
  if (isAboutToken(kind) || kind === 'forbidden') return 'token refused';
  return kind === 'project-gone' ? 'project gone' : 'not reachable';
}
