import {
  Disposable,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { normalizeServerUrl } from '../../core/server/url';
import { commands } from '../ids';
import type { RecentConnections } from '../server/recents';
import { changesConnection, configuredProject, configuredServerUrl } from '../settings';
import { type ConnectionDescription, describeConnection, type Standing } from './describeConnection';

/**
 * The connected server and project in the status bar. It says what the last look at the server has shown, and looks by
 * itself at nothing: looks come from commands (`serverCommands`).
 */
export class ConnectionStatus implements Disposable {
  readonly #item: StatusBarItem;
  readonly #subscriptions: Disposable;
  #standing: Standing = { kind: 'unchecked' };
  #checkedAt: string | undefined;
  #listener: ((description: ConnectionDescription) => void) | undefined;
  /** What the standing is about. */
  #about: string | undefined;

  constructor(private readonly recents: RecentConnections) {
    this.#item = window.createStatusBarItem('labelStudio.connection', StatusBarAlignment.Right, 50);
    this.#item.name = 'Label Studio Connection';
    this.#item.command = commands.showServerCommands;
    const onChange = workspace.onDidChangeConfiguration((change) => {
      if (changesConnection(change)) this.refresh();
    });
    this.#subscriptions = Disposable.from(this.#item, onChange, workspace.onDidGrantWorkspaceTrust(this.refresh));
    this.refresh();
  }

  /** Which server and project are configured now, as a key. Undefined when there is no server. */
  static configured(): string | undefined {
    const url = normalizeServerUrl(configuredServerUrl());
    return url.ok ? `${url.server.base} ${configuredProject() ?? ''}` : undefined;
  }

  /** What was found out about the connection of this key; nothing is shown of one that is not configured any more. */
  set(about: string, standing: Standing): void {
    if (about !== ConnectionStatus.configured()) return;
    this.#about = about;
    this.#standing = standing;
    if (standing.kind !== 'checking') this.#checkedAt = new Date().toLocaleTimeString();
    this.refresh();
  }

  /** Shows what is known now. */
  readonly refresh = (): void => {
    const description = this.describe();
    if (!description) {
      this.#item.hide();
      return;
    }
    this.#item.text = description.text;
    this.#item.tooltip = tooltipOf(description.lines);
    this.#item.accessibilityInformation = { label: description.label };
    this.#item.backgroundColor = description.isProblem ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
    this.#listener?.(description);
  };

  /** Undefined when no server is configured. */
  describe(): ConnectionDescription | undefined {
    const url = normalizeServerUrl(configuredServerUrl());
    if (!url.ok) return undefined;
    if (this.#about !== ConnectionStatus.configured()) {
      this.#standing = { kind: 'unchecked' };
      this.#checkedAt = undefined;
    }
    const project = configuredProject();
    const server = url.server.base;
    const standing = this.#standing;
    const title = standing.kind === 'reachable' ? standing.title : this.recents.titleOf(server, project);
    return describeConnection({ server, project, title, standing, checkedAt: this.#checkedAt });
  }

  /** Tells of every change until it is disposed; one at a time, for the list of server commands. */
  listen(listener: (description: ConnectionDescription) => void): Disposable {
    this.#listener = listener;
    return new Disposable(() => {
      if (this.#listener === listener) this.#listener = undefined;
    });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** Titles and messages come from a server: they are text, and no markup. */
function tooltipOf(lines: readonly string[]): MarkdownString {
  const tooltip = new MarkdownString();
  for (const line of lines) tooltip.appendText(line).appendMarkdown('\n\n');
  return tooltip;
}
