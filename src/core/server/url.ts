/**
 * What people paste when they are asked for their server, made into an address that requests can be built from.
 */

/** `URL` is there in Node, in a browser and in a web worker; the core just has none of their type libraries. */
declare const URL: new (
  text: string,
) => {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly host: string;
  readonly pathname: string;
};

/** A Label Studio server's address. */
export interface ServerUrl {
  /** `scheme://host[:port]` and the base path, without a slash at the end: `https://host/label-studio`. */
  base: string;
  /** `scheme://host[:port]`. */
  origin: string;
  /** Base path that a proxy serves Label Studio under: `/label-studio`, or empty. */
  path: string;
  /** A token would travel readable for everyone on the way: plain http to a host that is not this machine. */
  insecure: boolean;
  /** The text named no scheme, and one was chosen: http for this machine, else https. */
  schemeAssumed: boolean;
  /** The project of the page that was pasted (`/projects/3/data`). */
  projectId?: number;
}

export type NormalizedUrl = { ok: true; server: ServerUrl } | { ok: false; message: string };

/**
 * First path segments of Label Studio's own pages and of its API: what stands before them is the base path. Only words
 * that nobody would choose as a base path.
 */
const OWN_PAGES: ReadonlySet<string> = new Set([
  'api',
  'projects',
  'user',
  'organization',
  'people',
  'health',
  'version',
]);

const EXAMPLE = 'https://label-studio.example.com or http://localhost:8080';

function refuse(message: string): NormalizedUrl {
  return { ok: false, message };
}

/** Whether a host name means this machine. `hostname` as `URL` gives it: lower case, IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]') return true;
  return /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * What tells servers apart for those who have to wait for each other: this machine has several names, and one Label Studio
 * is there under all of them.
 *
 * @param base as in `ServerUrl`
 */
export function serverIdentity(base: string): string {
  const { protocol, hostname, host, pathname } = new URL(base);
  if (!isLoopback(hostname)) return base;
  return `${protocol}//localhost${host.slice(hostname.length)}${pathname.replace(/\/$/, '')}`;
}

function splitPath(pathname: string): { path: string; projectId?: number } {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const own = segments.findIndex((segment) => OWN_PAGES.has(segment.toLowerCase()));
  const base = own < 0 ? segments : segments.slice(0, own);
  const path = base.length === 0 ? '' : `/${base.join('/')}`;
  const at = segments.indexOf('projects', Math.max(own, 0));
  const id = at < 0 ? '' : (segments[at + 1] ?? '');
  return /^[1-9]\d{0,9}$/.test(id) ? { path, projectId: Number(id) } : { path };
}

/** Adds the scheme that is missing: this machine serves http, everything else should be https. */
function withScheme(text: string): { text: string; assumed: boolean } {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { text, assumed: false };
  const bare = text.replace(/^\/+/, '');
  const host = /^(\[[^\]]*\]|[^/:?#]*)/.exec(bare)?.[0].toLowerCase() ?? '';
  return { text: `${isLoopback(host) || host === '0.0.0.0' ? 'http' : 'https'}://${bare}`, assumed: true };
}

/**
 * Reads the address of a server from what was typed or pasted: with or without scheme, with slashes, as the address of
 * one of Label Studio's pages (`https://host/projects/3/data?tab=1`) or of its API.
 */
export function normalizeServerUrl(text: string): NormalizedUrl {
  const trimmed = text.trim().replace(/^["'<(]+|[>"')]+$/g, '');
  if (trimmed === '') return refuse(`Enter the address of your Label Studio server, for example ${EXAMPLE}.`);
  if (/\s/.test(trimmed)) return refuse(`A server address has no blanks in it. Enter one like ${EXAMPLE}.`);
  const given = withScheme(trimmed);
  let url: InstanceType<typeof URL>;
  try {
    url = new URL(given.text);
  } catch {
    return refuse(`This is not the address of a server. Enter one like ${EXAMPLE}.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refuse(
      `Label Studio is reached by http or https, not by ${url.protocol.slice(0, -1)}. Enter one like ${EXAMPLE}.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('Leave the user name and password out of the address: Label Studio is asked for with a token.');
  }
  if (url.hostname === '') return refuse(`The address has no host name. Enter one like ${EXAMPLE}.`);
  // Label Studio prints 0.0.0.0 when it starts; that is where it listens, not where it can be reached.
  const host = url.hostname === '0.0.0.0' ? url.host.replace('0.0.0.0', '127.0.0.1') : url.host;
  const origin = `${url.protocol}//${host}`;
  const place = splitPath(url.pathname);
  const loopback = url.hostname === '0.0.0.0' || isLoopback(url.hostname);
  const insecure = url.protocol === 'http:' && !loopback;
  return { ok: true, server: { base: origin + place.path, origin, insecure, schemeAssumed: given.assumed, ...place } };
}

/** The key under which a server's token is kept: its origin and base path. A token is never sent to another. */
export function tokenKey(server: Pick<ServerUrl, 'origin' | 'path'>): string {
  return server.origin + server.path;
}
