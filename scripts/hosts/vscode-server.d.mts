export interface VsCodeOptions {
  folder?: string;
  /** A .code-workspace file, instead of a folder. */
  workspaceFile?: string;
  extensionDevelopmentPath?: string | string[];
  extensionTestsPath?: string;
  /** True leaves Workspace Trust on, so that the folder opens in Restricted Mode. Default: everything is trusted. */
  workspaceTrust?: boolean;
  /** User and machine settings, on top of the ones that keep VS Code quiet (`files.autoSave` is off among them). */
  settings?: Record<string, unknown>;
  /** Added to the environment of the server and so of the extension host. */
  env?: Record<string, string>;
  openFile?: string;
  /** A folder that is kept (settings, secrets, state); a temporary one when not given. */
  serverDataDir?: string;
}

export interface VsCodePage {
  /** The address to open, with folder and payload. */
  url: string;
  port: number;
  /** Where the server keeps settings, state and logs. */
  dataDir: string;
  /** The output of the server so far. */
  log(): string;
  close(): Promise<void>;
}

/** What keeps VS Code alone with what a test does; `settings` come on top. */
export const quietSettings: Record<string, unknown>;

/** Starts VS Code's server; rejects with MissingPart or CommandFailed. */
export function startVsCode(options: VsCodeOptions): Promise<VsCodePage>;
