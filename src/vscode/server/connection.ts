import type { CancellationToken } from 'vscode';
import type { AbortSignalLike } from '../../core/ports';
import { LabelStudioClient } from '../../core/server/client';
import { createTokenSource, NO_TOKEN } from '../../core/server/tokenSource';
import { normalizeServerUrl, type ServerUrl } from '../../core/server/url';
import { configuredServerUrl } from '../settings';
import type { ServerDeps } from './deps';
import { Tokens } from './tokens';

/** The configured server's address, undefined when there is none or what stands there is no address. */
export function configuredServer(): ServerUrl | undefined {
  const text = configuredServerUrl();
  if (text === '') return undefined;
  const normalized = normalizeServerUrl(text);
  return normalized.ok ? normalized.server : undefined;
}

/**
 * A client for one server with one token.
 *
 * @throws ServerError when the token can never let anyone in
 */
export async function createClient(deps: ServerDeps, server: ServerUrl, token: string): Promise<LabelStudioClient> {
  const { clock } = deps.platform;
  const http = await deps.platform.loadHttp();
  return new LabelStudioClient({ server, http, clock, tokens: createTokenSource({ server, token, http, clock }) });
}

/**
 * Asks whether a Label Studio answers, before anybody is asked for a token.
 *
 * @throws ServerError
 */
export async function probeServer(deps: ServerDeps, server: ServerUrl, signal: AbortSignalLike): Promise<void> {
  const { clock } = deps.platform;
  const http = await deps.platform.loadHttp();
  await new LabelStudioClient({ server, http, clock, tokens: NO_TOKEN }).version(signal);
}

/** A client with what lets it in. */
export interface ClientAccess {
  client: LabelStudioClient;
  token: string;
}

/** A client for the configured server with the token kept for it; undefined when there is no such server or token. */
export async function configuredAccess(deps: ServerDeps): Promise<ClientAccess | undefined> {
  const server = configuredServer();
  if (!server) return undefined;
  const token = await new Tokens(deps.context.secrets).get(server);
  return token === undefined ? undefined : { client: await createClient(deps, server, token), token };
}

/** The same without the token. */
export async function configuredClient(deps: ServerDeps): Promise<LabelStudioClient | undefined> {
  return (await configuredAccess(deps))?.client;
}

/** VS Code's cancellation as the signal that the core knows. */
export function toSignal(token: CancellationToken): AbortSignalLike {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
