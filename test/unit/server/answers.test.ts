import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HttpFailure, type HttpFailureReason, type HttpResponse } from '../../../src/core/ports';
import { type AnswerContext, fromFailure, fromResponse } from '../../../src/core/server/answers';
import type { ServerErrorKind } from '../../../src/core/server/errors';
import { MESSAGES } from '../../../src/core/server/messages';

const HOST = 'https://ls.example.com';
const SECRET = 'secretsecretsecret';

function context(changes: Partial<AnswerContext> = {}): AnswerContext {
  return {
    host: HOST,
    method: 'GET',
    subject: 'project 3',
    notFound: 'project-gone',
    sentToken: 'legacy',
    secrets: [SECRET],
    ...changes,
  };
}

/** Label Studio's envelope. */
function envelope(status: number, detail: string, more: object = {}): HttpResponse {
  const body = { id: 'a3ef72a9', status_code: status, version: '1.23.2', detail, exc_info: null, ...more };
  return { status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) };
}

function page(
  status: number,
  text = '<!doctype html><title>Oops</title>',
  headers: Record<string, string> = {},
): HttpResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers }, text };
}

const NOT_PROVIDED = 'Authentication credentials were not provided.';
const LEGACY_OFF =
  'Authentication token no longer valid: legacy token authentication has been disabled for this organization';
const TOO_LARGE = "You cannot access body after reading from request's data stream";

describe('every answer of a server has its kind', () => {
  type Row = [string, HttpResponse, ServerErrorKind, Partial<AnswerContext>?];
  const rows: Row[] = [
    ['no token', envelope(401, NOT_PROVIDED), 'token-missing', { sentToken: 'none' }],
    ['legacy token taken away by a proxy', envelope(401, NOT_PROVIDED), 'token-not-accepted'],
    ['a fresh access token is not let in', envelope(401, NOT_PROVIDED), 'pat-disabled', { sentToken: 'pat' }],
    ['unknown token', envelope(401, 'Invalid token.'), 'token-invalid'],
    ['inactive user', envelope(401, 'User inactive or deleted.'), 'token-invalid'],
    ['empty token', envelope(401, 'Invalid token header. No credentials provided.'), 'token-malformed'],
    [
      'token with blanks',
      envelope(401, 'Invalid token header. Token string should not contain spaces.'),
      'token-malformed',
    ],
    ['legacy tokens off', envelope(401, LEGACY_OFF), 'legacy-disabled'],
    ['bad PAT', envelope(401, 'Token is invalid'), 'pat-invalid', { sentToken: 'refresh' }],
    ['revoked PAT', envelope(401, 'Token is blacklisted'), 'pat-revoked', { sentToken: 'refresh' }],
    ['expired PAT', envelope(401, 'Token is expired'), 'pat-expired', { sentToken: 'refresh' }],
    ['access token for a PAT', envelope(401, 'Token has wrong type'), 'access-token-pasted', { sentToken: 'refresh' }],
    ['login of a proxy', page(401, 'no', { 'www-authenticate': 'Basic realm="x"' }), 'proxy-auth'],
    ['page that asks for a login', page(401), 'html-answer'],
    ['proxy', page(407), 'proxy-auth'],
    ['no right', envelope(403, 'You do not have permission to perform this action.'), 'forbidden'],
    ['firewall', page(403), 'html-answer'],
    ['project gone', envelope(404, 'No Project matches the given query.'), 'project-gone'],
    ['project gone, path without a slash', page(404), 'project-gone'],
    ['wrong base path', page(404), 'wrong-path', { hint: HOST }],
    ['task gone', envelope(404, 'No Task matches the given query.'), 'not-found', { notFound: 'not-found' }],
    ['wrong path', page(404), 'wrong-path', { notFound: 'wrong-path' }],
    ['http to https', page(301, '', { location: 'https://ls.example.com/api/version' }), 'redirect'],
    ['redirect in a browser', { status: 0, headers: {}, text: '' }, 'redirect'],
    ['too large for a proxy', page(413), 'too-large'],
    ['too large for Label Studio, JSON', envelope(500, TOO_LARGE), 'too-large'],
    ['too large for Label Studio, text', { status: 500, headers: {}, text: TOO_LARGE }, 'too-large'],
    ['too fast', envelope(429, 'Request was throttled.'), 'too-many-requests'],
    ['408', page(408), 'timeout'],
    ['502', page(502), 'gateway'],
    ['503', page(503), 'gateway'],
    ['504', page(504), 'gateway'],
    ['500 page', page(500), 'server-error'],
    ['500 JSON', envelope(500, "'str' object has no attribute 'get'"), 'server-error'],
    ['validation', envelope(400, 'Validation error', { validation_errors: { task: ['x'] } }), 'validation'],
    ['parse error', envelope(400, 'JSON parse error - Expecting value'), 'validation'],
    ['unsupported media type', envelope(415, 'Unsupported media type'), 'validation'],
    ['page with 400', page(400), 'html-answer'],
    ['method not allowed', envelope(405, 'Method "GET" not allowed.'), 'unexpected-answer'],
  ];
  for (const [name, response, kind, changes] of rows) {
    test(`${name}: ${kind}`, () => {
      const error = fromResponse(response, context(changes));
      assert.equal(error.kind, kind);
      assert.ok(error.message.length > 10 && error.cure.length > 10);
    });
  }
});

describe('every failure without an answer has its kind', () => {
  const rows: [HttpFailureReason, ServerErrorKind][] = [
    ['refused', 'refused'],
    ['not-found', 'host-not-found'],
    ['reset', 'reset'],
    ['timeout', 'timeout'],
    ['certificate', 'certificate'],
    ['cancelled', 'cancelled'],
    ['network', 'network'],
  ];
  for (const [reason, kind] of rows) {
    test(`${reason}: ${kind}`, () => {
      const error = fromFailure(new HttpFailure(reason, `${reason} ${SECRET}`, true), context({ method: 'POST' }));
      assert.equal(error.kind, kind);
      assert.equal(error.maybeStored, true);
      assert.ok(!`${error.message}${error.detail}`.includes(SECRET));
    });
  }
  test('what certainly was not sent is not stored, and a read stores nothing', () => {
    assert.equal(fromFailure(new HttpFailure('refused', '', false), context({ method: 'POST' })).maybeStored, false);
    assert.equal(fromFailure(new HttpFailure('timeout', '', true), context()).maybeStored, false);
  });
  test('an error of another kind is not lost', () => {
    const error = fromFailure(new TypeError(`odd ${SECRET}`), context({ method: 'POST' }));
    assert.deepEqual([error.kind, error.maybeStored, error.detail], ['network', true, 'odd [token]']);
  });
});

describe('whether something may be stored', () => {
  const rows: [string, HttpResponse, boolean][] = [
    ['a page with status 500: the row may be there', page(500), true],
    ['a gateway that gave up', page(504), true],
    ['a proxy that lost patience', page(408), true],
    ['too large', envelope(500, TOO_LARGE), false],
    ['refused', envelope(400, 'Validation error'), false],
    ['not let in', envelope(401, 'Invalid token.'), false],
    ['redirected', page(302, '', { location: '/x' }), false],
    ['too fast', envelope(429, ''), false],
  ];
  for (const [name, response, stored] of rows) {
    test(name, () => assert.equal(fromResponse(response, context({ method: 'POST' })).maybeStored, stored));
  }
});

describe('what is said', () => {
  test('a redirect names where it points, without the query, and that no token went there', () => {
    const error = fromResponse(page(302, '', { location: 'https://other.example.com/x?ticket=1#f' }), context());
    assert.equal(error.location, 'https://other.example.com/x');
    assert.match(error.message, /https:\/\/other\.example\.com\/x\./);
    assert.match(error.cure, /not sent there/);
  });
  test('a redirect to a login says so', () => {
    const error = fromResponse(page(302, '', { location: 'https://sso.example.com/login?x=1' }), context());
    assert.match(error.cure, /login of its own/);
  });
  test('a page is shown by its title, never by its markup', () => {
    const error = fromResponse(page(502, '<html><head><title> Bad \n gateway </title></head><body>x'), context());
    assert.equal(error.detail, 'Bad gateway');
  });
  test('of a validation error what was refused is shown, not the words "Validation error"', () => {
    const refused = envelope(400, 'Validation error', { validation_errors: { task: ['gone'], score: ['odd'] } });
    const error = fromResponse(refused, context({ sending: 'the tasks' }));
    assert.equal(error.message, `${HOST} refused the tasks. It said: task: gone (and 1 more).`);
  });
  test('server words are shown without tokens', () => {
    const error = fromResponse(envelope(500, `failed with ${SECRET}`), context());
    assert.equal(error.detail, 'failed with [token]');
  });
  test('Retry-After is read', () => {
    const slow = { ...envelope(429, ''), headers: { 'retry-after': '7' } };
    assert.equal(fromResponse(slow, context()).retryAfter, 7);
    assert.equal(fromResponse(envelope(429, ''), context()).retryAfter, undefined);
    const date = { ...envelope(429, ''), headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } };
    // By the clock of the answer, else by ours, and never in the past.
    const dated = { ...date, headers: { ...date.headers, date: 'Wed, 21 Oct 2026 07:26:30 GMT' } };
    const now = Date.UTC(2026, 9, 21, 7, 27, 0);
    assert.equal(fromResponse(dated, context()).retryAfter, 90);
    assert.equal(fromResponse(dated, { ...context(), now }).retryAfter, 90);
    assert.equal(fromResponse(date, { ...context(), now }).retryAfter, 60);
    assert.equal(fromResponse(date, { ...context(), now: now + 3_600_000 }).retryAfter, 0);
    assert.equal(fromResponse(date, context()).retryAfter, undefined);
    for (const odd of ['soon', '-1', '2026-10-21', '1e3', '']) {
      const answer = { ...envelope(429, ''), headers: { 'retry-after': odd } };
      assert.equal(fromResponse(answer, { ...context(), now }).retryAfter, undefined, odd);
    }
  });
  test('every kind has a text for the least and for the most that is known', () => {
    for (const text of Object.values(MESSAGES)) {
      for (const facts of [
        { host: HOST },
        { host: HOST, status: 500, subject: 's', detail: 'd', location: 'l', hint: 'h' },
      ]) {
        const { message, cure } = text(facts);
        assert.ok(!/undefined|null|\[object/.test(message + cure), message + cure);
        assert.match(message, /[.:]/);
        assert.match(cure, /\.$/);
      }
    }
  });
});
