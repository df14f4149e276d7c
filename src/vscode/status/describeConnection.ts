/** In words, how it stands with the connected server and project. */
import { SPEAKS_FOR } from '../../core/versions';

/** What the last look at the server has shown. */
export type Standing =
  | { kind: 'unchecked' }
  | { kind: 'checking' }
  | { kind: 'no-token' }
  | { kind: 'no-project'; version: string }
  | { kind: 'reachable'; version: string; title: string; tasks: number }
  | { kind: 'trouble'; trouble: Trouble; message: string; cure: string; version: string | undefined };

export type Trouble = 'token refused' | 'project gone' | 'not reachable';

/** What is configured, and how it stands with it. */
export interface ConnectionFacts {
  /** Address of the server. */
  server: string;
  project: number | undefined;
  /** As far as it is known. */
  title: string | undefined;
  standing: Standing;
  /** Time of the last look, as people read it. */
  checkedAt: string | undefined;
}

export interface ConnectionDescription {
  /** For the status bar, with its icon. */
  text: string;
  /** The same as it is read aloud. */
  label: string;
  /** How it stands, in a sentence or two. */
  summary: string;
  /** Everything, one sentence or two a line. */
  lines: string[];
  isProblem: boolean;
}

/** The status bar is shared by many. */
const LONGEST_TITLE = 30;

/** The address without what all have: `localhost:8080`, `host/label-studio`. */
export function shortHost(server: string): string {
  return server.replace(/^https?:\/\//, '');
}

export function describeConnection(facts: ConnectionFacts): ConnectionDescription {
  const { server, project, title, standing, checkedAt } = facts;
  const trouble = troubleOf(standing);
  const name = title ?? (project === undefined ? 'no project' : `project ${project}`);
  const icon = trouble ? 'warning' : 'cloud';
  const lines = [
    `Label Studio at ${server}`,
    project === undefined
      ? 'No project is chosen.'
      : title === undefined
        ? `Project ${project}`
        : `Project ${project}: ${title}`,
    summaryOf(standing),
    ...versionLines(standing),
    ...(checkedAt === undefined ? [] : [`Looked at ${checkedAt}. Click for a new look and for all server commands.`]),
  ];
  return {
    text: `$(${icon}) ${shortHost(server)} · ${trouble ?? plain(cut(name))}`,
    label: `Label Studio server ${shortHost(server)}, ${name}${trouble ? `: ${trouble}` : ''}. Press to see all server commands.`,
    summary: summaryOf(standing),
    lines,
    isProblem: trouble !== undefined,
  };
}

function troubleOf(standing: Standing): string | undefined {
  if (standing.kind === 'trouble') return standing.trouble;
  return standing.kind === 'no-token' ? 'no token' : undefined;
}

function summaryOf(standing: Standing): string {
  switch (standing.kind) {
    case 'unchecked':
      return 'Not looked at yet. Click to see whether it can be reached.';
    case 'checking':
      return 'Looking at the server…';
    case 'no-token':
      return 'No token is kept for this server. Run "Label Studio: Connect to Server" to give one.';
    case 'no-project':
      return 'The server can be reached. Pick a project with "Label Studio: Connect to Server".';
    case 'reachable': {
      const tasks = `${standing.tasks.toLocaleString('en')} task${standing.tasks === 1 ? '' : 's'}`;
      return `Reachable; the project has ${tasks}.`;
    }
    case 'trouble':
      return `${standing.message} ${standing.cure}`;
  }
}

function versionLines(standing: Standing): string[] {
  const version = 'version' in standing ? standing.version : undefined;
  if (version === undefined) return [];
  if (version === SPEAKS_FOR.labelStudio) return [`The server is Label Studio ${version}, which the checks speak for.`];
  return [
    `The server is Label Studio ${version}. The checks speak for ${SPEAKS_FOR.labelStudio}: what this server refuses or drops may differ.`,
  ];
}

function cut(title: string): string {
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
}

/** A title with `$(…)` in it would become an icon. */
function plain(text: string): string {
  return text.replace(/\$\(/g, '$ (');
}
