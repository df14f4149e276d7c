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
import { type Api, sharedLabelStudio } from '../harness/labelStudio';
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

async function accessOf(api: Api, pat: string): Promise<string> {
  const answer = await api('POST', '/api/token/refresh/', { refresh: pat });
  return (answer.json as { access: string }).access;
}

describe('what a 401 of Label Studio says', () => {
  const open = sharedLabelStudio();
  const NOT_PROVIDED = 'Authentication credentials were not provided.';
  const DISABLED =
    'Authentication token no longer valid: legacy token authentication has been disabled for this organization';
  type Headers = Record<string, string>;
  const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
  /** Undefined: it lets in. */
  const rows: [string, (tokens: { pat: string; legacy: string; access: string }) => Headers, string | undefined][] = [
    ['nothing', () => ({}), NOT_PROVIDED],
    ['Bearer and garbage', () => bearer('garbage'), NOT_PROVIDED],
    ['Bearer and an expired access token', () => bearer(forged({ token_type: 'access', exp: 1 })), NOT_PROVIDED],
    ['Bearer and a personal access token', ({ pat }) => bearer(pat), NOT_PROVIDED],
    ['Bearer and a legacy token', ({ legacy }) => bearer(legacy), NOT_PROVIDED],
    ['bearer in lower case', ({ access }) => ({ authorization: `bearer ${access}` }), NOT_PROVIDED],
    ['no word before it', ({ access }) => ({ authorization: access }), NOT_PROVIDED],
    ['Token and an unknown one', () => ({ authorization: `Token ${'f'.repeat(40)}` }), 'Invalid token.'],
    ['Token and an access token', ({ access }) => ({ authorization: `Token ${access}` }), 'Invalid token.'],
    ['Token and a personal access token', ({ pat }) => ({ authorization: `Token ${pat}` }), 'Invalid token.'],
    ['X-API-Key and a personal access token', ({ pat }) => ({ 'x-api-key': pat }), 'Invalid token.'],
    ['Token alone', () => ({ authorization: 'Token ' }), 'Invalid token header. No credentials provided.'],
    [
      'Token and two words',
      () => ({ authorization: 'Token a b' }),
      'Invalid token header. Token string should not contain spaces.',
    ],
    ['Token and a legacy one', ({ legacy }) => ({ authorization: `Token ${legacy}` }), undefined],
    ['token in lower case', ({ legacy }) => ({ authorization: `token ${legacy}` }), undefined],
    [
      'X-API-Key, which takes the place of the other',
      ({ legacy }) => ({ ...bearer('x'), 'x-api-key': legacy }),
      undefined,
    ],
    ['Bearer and an access token', ({ access }) => bearer(access), undefined],
  ];
  const whoami = (url: string, headers: Headers): ReturnType<typeof nodeHttp.request> =>
    nodeHttp.request({ method: 'GET', url: `${url}/api/current-user/whoami`, headers, timeoutMs: 30_000 });
  const detailOf = (text: string): unknown => (JSON.parse(text) as { detail?: unknown }).detail;

  for (const [sent, headersOf, detail] of rows) {
    test(sent, async () => {
      const tokens = { pat: open.pat, legacy: open.token, access: await accessOf(open.api, open.pat) };
      const { status, text } = await whoami(open.url, headersOf(tokens));
      assert.deepEqual([status, detailOf(text)], detail === undefined ? [200, undefined] : [401, detail]);
    });
  }
  for (const headers of [{ authorization: 'Token ' }, { 'x-api-key': '' }] as Headers[]) {
    const [[name, word]] = Object.entries(headers) as [[string, string]];
    test(`a legacy token while they are switched off, as ${name}`, async () => {
      const { status, text } = await whoami(server.url, { [name]: word + server.token });
      assert.deepEqual([status, detailOf(text)], [401, DISABLED]);
    });
  }
});

describe('what people paste, and what they are told to do', () => {
  const open = sharedLabelStudio();
  interface Pasted {
    /** Organisation settings allow legacy tokens. */
    legacyAllowed?: boolean;
    text: (tokens: { pat: string; legacy: string }) => string | Promise<string>;
    /** Undefined: it lets in. */
    told: [ServerErrorKind, cure: RegExp] | undefined;
  }
  const IN = { legacyAllowed: true, told: undefined };
  const rows: Record<string, Pasted> = {
    'a legacy token': { text: ({ legacy }) => legacy, ...IN },
    'a legacy token behind Token': { text: ({ legacy }) => `Token ${legacy}`, ...IN },
    'a legacy token behind token': { text: ({ legacy }) => `token ${legacy}`, ...IN },
    'a legacy token behind Bearer': { text: ({ legacy }) => `Bearer ${legacy}`, ...IN },
    'a whole header': { text: ({ legacy }) => `Authorization: Token ${legacy}`, ...IN },
    'a personal access token': { text: ({ pat }) => pat, ...IN },
    'a personal access token behind Bearer': { text: ({ pat }) => `Bearer ${pat}`, ...IN },
    'a personal access token behind bearer': { text: ({ pat }) => `bearer ${pat}`, ...IN },
    'a personal access token behind Token': { text: ({ pat }) => `Token ${pat}`, ...IN },
    nothing: { text: () => '', told: ['token-malformed', /Copy the whole token/] },
    'two words': { text: () => 'a b', told: ['token-malformed', /Copy the whole token/] },
    'another header': {
      text: ({ legacy }) => `X-API-Key: ${legacy}`,
      told: ['token-malformed', /without the word before it/],
    },
    garbage: { text: () => 'Bearer garbage', told: ['token-invalid', /Copy it again/] },
    'an unknown legacy token': { text: () => 'f'.repeat(40), told: ['token-invalid', /Copy it again/] },
    'a legacy token while they are switched off': {
      legacyAllowed: false,
      text: ({ legacy }) => legacy,
      told: ['legacy-disabled', /Create a Personal Access Token/],
    },
    'an access token': {
      text: async ({ pat }) => accessOf(server.api, pat),
      legacyAllowed: false,
      told: ['access-token-pasted', /Copy the Personal Access Token/],
    },
    'an expired access token': {
      text: () => forged({ token_type: 'access', exp: seconds() - 100 }),
      told: ['access-token-pasted', /Copy the Personal Access Token/],
    },
    'a personal access token of another server': {
      text: () => forged({ token_type: 'refresh', exp: seconds() + 1_000_000 }),
      told: ['pat-invalid', /shown in full only once/],
    },
    'a personal access token that was cut': {
      text: ({ pat }) => pat.slice(0, -5),
      told: ['pat-invalid', /shown in full only once/],
    },
    'a personal access token as Label Studio lists it': {
      text: async () => {
        const listed = (await server.api('GET', '/api/token/')).json as { token: string }[];
        return listed[0]?.token ?? '';
      },
      legacyAllowed: false,
      told: ['pat-invalid', /shown in full only once/],
    },
    'an expired personal access token': {
      text: () => forged({ token_type: 'refresh', exp: seconds() - 60 }),
      told: ['pat-expired', /Create a new one/],
    },
  };
  for (const [name, { text, legacyAllowed, told }] of Object.entries(rows)) {
    test(name, async () => {
      const { url, pat, token } = legacyAllowed ? open : server;
      const pasted = await text({ pat, legacy: token });
      const ask = async (): Promise<{ email: string }> => clientFor(url, pasted).whoami();
      if (!told) {
        assert.ok((await ask()).email);
        return;
      }
      const error = await expectKind(told[0], ask, ...(pasted.length > 10 ? [pasted.split(' ').at(-1) as string] : []));
      assert.match(error.cure, told[1]);
    });
  }
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

  test('what the server says of what is no personal access token', async () => {
    const refresh = (body: object): ReturnType<Api> => server.api('POST', '/api/token/refresh/', body);
    const wrong = await refresh({ refresh: await accessOf(server.api, server.pat) });
    assert.deepEqual([wrong.status, /Token has wrong type/.test(wrong.text)], [401, true]);
    const bad = await refresh({ refresh: 'x' });
    assert.deepEqual([bad.status, /Token is invalid/.test(bad.text)], [401, true]);
    const none = await refresh({});
    assert.deepEqual([none.status, /This field is required/.test(none.text)], [400, true]);
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
    const token = await accessOf(server.api, server.pat);
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
