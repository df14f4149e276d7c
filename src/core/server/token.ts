/** The two kinds of tokens that Label Studio gives out, told apart by their looks. */

/** `atob` is there in Node, in a browser and in a web worker. */
declare const atob: (text: string) => string;

/**
 * `legacy`: sent as it is, as `Authorization: Token …`. `pat`: a Personal Access Token, a JSON Web Token that is
 * exchanged for access tokens which live five minutes. `access`: such an access token, useless to keep. `malformed`:
 * cannot be sent at all.
 */
export type TokenKind = 'legacy' | 'pat' | 'access' | 'malformed';

/** The claims of a JSON Web Token that matter here. Times in seconds since 1970. */
export interface TokenClaims {
  exp?: number;
  iat?: number;
  token_type?: string;
}

/**
 * Reads the claims of a JSON Web Token, without checking its signature. It may even have none: so Label Studio lists
 * tokens that it has given out.
 */
export function readClaims(token: string): TokenClaims | undefined {
  const body = /^[\w-]+\.([\w-]+)(?:\.[\w-]*)?$/.exec(token)?.[1];
  if (body === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(atob(body.replace(/-/g, '+').replace(/_/g, '/')));
    return typeof claims === 'object' && claims !== null ? (claims as TokenClaims) : undefined;
  } catch {
    return undefined;
  }
}

/** What people copy along with a token: blanks, quotes and the word that stands before it in a header. */
export function cleanToken(text: string): string {
  return text
    .trim()
    .replace(/^["'`]+|["'`]+$/g, '')
    .replace(/^(authorization\s*:\s*)?(token|bearer)\s+/i, '')
    .trim();
}

/** Which kind of token this is. Legacy tokens are usually 40 hex digits, but an administrator can set any. */
export function classifyToken(token: string): TokenKind {
  if (!/^[\x21-\x7e]+$/.test(token)) return 'malformed';
  const claims = readClaims(token);
  if (!claims) return 'legacy';
  return claims.token_type === 'access' ? 'access' : 'pat';
}
