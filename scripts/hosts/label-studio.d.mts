/** An answer of the server; `json` is undefined when the body is not JSON. */
export interface Answer {
  status: number;
  json: unknown;
  text: string;
}

/** A request as the seeded user; `route` begins with a slash; a string body is sent as it is. */
export type Api = (method: string, route: string, body?: unknown) => Promise<Answer>;

export interface LabelStudio {
  /** Without a slash at the end. */
  url: string;
  port: number;
  pid: number;
  email: string;
  password: string;
  /** The legacy token (`Authorization: Token …`). */
  token: string;
  /** The personal access token (refresh token of `POST /api/token/refresh`). */
  pat: string;
  logFile: string;
  api: Api;
  /** Throws unless the server made the project. */
  createProject(project: { title: string; label_config: string; [key: string]: unknown }): Promise<{ id: number }>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Label Studio's settings and feature flags. */
  env?: Record<string, string>;
  /** A new database instead of a copy of the template (a minute instead of seconds). */
  fresh?: boolean;
  /** False switches legacy tokens off for the organization, after the start. */
  legacyTokens?: boolean;
  port?: number;
  /** A folder that is kept: made when it does not exist, gone on with when it does. */
  dataDir?: string;
}

export function startLabelStudio(options?: StartOptions): Promise<LabelStudio>;
/** The same on PostgreSQL instead of SQLite. */
export function startLabelStudioOnPostgres(options?: Pick<StartOptions, 'env'>): Promise<LabelStudio>;
export function apiOf(url: string, pat: string): Api;
export function projectMaker(api: Api): LabelStudio['createProject'];
