import type { Memento } from 'vscode';
import { isObject } from '../../core/isObject';
import { globalStateKeys } from '../ids';

/** A server and a project that somebody has worked with. No token is in it: those are in the secret storage. */
export interface RecentConnection {
  /** Address of the server. */
  server: string;
  /** Id of the project. */
  project: number;
  title: string;
}

/** More than anybody finds again in a list. */
const KEPT = 20;

const isSame = (a: Omit<RecentConnection, 'title'>, b: Omit<RecentConnection, 'title'>): boolean =>
  a.server === b.server && a.project === b.project;

/** The list with this one first, and each once. */
export function withRecent(list: readonly RecentConnection[], latest: RecentConnection): RecentConnection[] {
  return [latest, ...list.filter((other) => !isSame(other, latest))].slice(0, KEPT);
}

/** What was stored, without what is no connection: another version of the extension may have written it. */
export function readRecents(stored: unknown): RecentConnection[] {
  if (!Array.isArray(stored)) return [];
  return stored.filter(
    (item): item is RecentConnection =>
      isObject(item) &&
      typeof item.server === 'string' &&
      typeof item.project === 'number' &&
      typeof item.title === 'string',
  );
}

/** Connections that were used lately, the latest first; all workspaces share them. */
export class RecentConnections {
  constructor(private readonly state: Memento) {}

  list(): RecentConnection[] {
    return readRecents(this.state.get(globalStateKeys.recentConnections));
  }

  titleOf(server: string, project: number | undefined): string | undefined {
    return this.list().find((recent) => recent.server === server && recent.project === project)?.title;
  }

  async remember(latest: RecentConnection): Promise<void> {
    await this.#store(withRecent(this.list(), latest));
  }

  async forget(gone: RecentConnection): Promise<void> {
    await this.#store(this.list().filter((other) => !isSame(other, gone)));
  }

  async #store(list: RecentConnection[]): Promise<void> {
    await this.state.update(globalStateKeys.recentConnections, list);
  }
}
