// Every way in which the real server keeps somebody out, and what people are told. Its own server, since organisation
// settings and revoked tokens would spoil the shared one.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type LabelStudio, startLabelStudio } from '../../scripts/hosts/label-studio.mjs';
import type { HttpRequest } from '../../src/core/ports';
import { LabelStudioClient } from '../../src/core/server/client';
import { ServerError, type ServerErrorKind } from '../../src/core/server/errors';
import { createTokenSource } from '../../src/core/server/tokenSource';
import { systemClock } from '../../src/platform/common/clock';
import { nodeHttp } from '../../src/platform/node/http';
import { clientFor, serverUrl, watched } from './support';

let server: LabelStudio;

before(async () => {
  server = await startLabelStudio({ legacyTokens: false });
});
after(async () => {
  await server?.stop();
});

/** A JSON Web Token that nobody signed. */
function forged(claims: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${'A'.repeat(43)}`;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** The error of `work`, which must be of this kind and must not show any of the tokens. */
async function expectKind(
  kind: ServerErrorKind,
  work: () => Promise<unknown>,
  ...secrets: string[]
): Promise<ServerError> {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof ServerError, String(error));
    assert.equal(error.kind, kind, error.message);
    const shown = `${error.message} ${error.cure} ${error.detail} ${error.stack} ${JSON.stringify(error)}`;
    for (const secret of secrets) assert.ok(!shown.includes(secret), `a token is shown in: ${shown}`);
    return error;
  }
  assert.fail(`expected ${kind}, but it succeeded`);
}

async function access(pat: string): Promise<string> {
  const answer = await server.api('POST', '/api/token/refresh/', { refresh: pat });
  return (answer.json as { access: string }).access;
}

describe('legacy tokens', () => {
  test('switched off for the organisation', async () => {
    const error = await expectKind('legacy-disabled', () => clientFor(server.url, server.token).whoami(), server.token);
    assert.match(error.cure, /Personal Access Token/);
  });

  test('unknown', async () => {
    const token = 'f'.repeat(40);
    await expectKind('token-invalid', () => clientFor(server.url, token).whoami(), token);
  });
});

describe('personal access tokens', () => {
  test('let in, and the access token is used again', async () => {
    const asked: HttpRequest[] = [];
    const client = clientFor(server.url, ` "${server.pat}"\n`, { http: watched((request) => asked.push(request)) });
    const { user, version } = await client.connect();
    assert.equal(user.email, server.email);
    assert.match(version.release, /^\d+\.\d+/);
    await client.whoami();
    const paths = asked.map((request) => new URL(request.url).pathname);
    assert.deepEqual(paths, [
      '/api/version',
      '/api/token/refresh/',
      '/api/current-user/whoami',
      '/api/current-user/whoami',
    ]);
    assert.equal(asked[0]?.headers?.authorization, undefined);
  });

  test('an access token that has expired is renewed before it is sent', async () => {
    const stale = forged({ token_type: 'access', iat: seconds() - 400, exp: seconds() - 100 });
    const asked: HttpRequest[] = [];
    const http = watched((request) => asked.push(request));
    await clientFor(server.url, server.pat, { http, access: stale }).whoami();
    assert.equal(asked.length, 2);
    assert.ok(!asked.some((request) => JSON.stringify(request).includes(stale)));
  });

  test('an access token that the server does not take any more is renewed once', async () => {
    const refused = forged({ token_type: 'access', iat: seconds() - 10, exp: seconds() + 290 });
    const asked: HttpRequest[] = [];
    const http = watched((request) => asked.push(request));
    const client = clientFor(server.url, server.pat, { http, access: refused });
    // Several at once: all are refused, one renews.
    await Promise.all([client.whoami(), client.whoami(), client.whoami()]);
    const refreshes = asked.filter((request) => request.url.endsWith('/api/token/refresh/'));
    assert.equal(refreshes.length, 1);
    assert.equal(asked.length, 7);
  });

  test('of another server, or not copied whole', async () => {
    const token = forged({ token_type: 'refresh', exp: seconds() + 1_000_000 });
    await expectKind('pat-invalid', () => clientFor(server.url, token).whoami(), token);
    const cut = server.pat.slice(0, -5);
    await expectKind('pat-invalid', () => clientFor(server.url, cut).whoami(), cut);
  });

  test('an access token pasted in its place is not even sent', async () => {
    const token = await access(server.pat);
    await expectKind('access-token-pasted', async () => clientFor(server.url, token).whoami(), token);
  });

  test('the server says of an access token what the mapping of its answers expects', async () => {
    const answer = await server.api('POST', '/api/token/refresh/', { refresh: await access(server.pat) });
    assert.equal(answer.status, 401);
    assert.match(answer.text, /Token has wrong type/);
  });

  test('expired ones are not even sent', async () => {
    const token = forged({ token_type: 'refresh', exp: seconds() - 60 });
    await expectKind('pat-expired', async () => clientFor(server.url, token).whoami(), token);
  });

  test('a token is never sent to another server', async () => {
    const asked: HttpRequest[] = [];
    const http = watched((request) => asked.push(request));
    const other = serverUrl('http://127.0.0.2:1/label-studio');
    const tokens = createTokenSource({ server: serverUrl(server.url), token: server.pat, http, clock: systemClock });
    const client = new LabelStudioClient({ server: other, http, clock: systemClock, tokens });
    await expectKind('token-foreign', () => client.whoami(), server.pat);
    assert.deepEqual(asked, []);
  });
});

// These change the server for good, so they come last and in this order.
describe('the server changes its mind', () => {
  test('a revoked token', async () => {
    const rotated = await server.api('POST', '/api/token/rotate/', { refresh: server.pat });
    assert.equal(rotated.status, 200, rotated.text);
    const old = server.pat;
    await expectKind('pat-revoked', () => clientFor(server.url, old).whoami(), old);
    server = { ...server, pat: (rotated.json as { refresh: string }).refresh };
    await clientFor(server.url, server.pat).whoami();
  });

  test('personal access tokens switched off', async () => {
    const client = clientFor(server.url, server.pat);
    await client.whoami();
    const token = await access(server.pat);
    const answer = await nodeHttp.request({
      method: 'POST',
      url: `${server.url}/api/jwt/settings`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"api_tokens_enabled": false}',
      timeoutMs: 30_000,
    });
    assert.ok(answer.status < 300, answer.text);
    const error = await expectKind('pat-disabled', () => client.whoami(), server.pat, token);
    assert.match(error.message, /switched off/);
    await expectKind('pat-disabled', () => client.createPrediction('{"task":1,"result":[]}'), server.pat);
  });
});
