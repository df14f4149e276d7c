// A private Label Studio on the loopback interface: its own copy of the template, its own port, gone when it is
// stopped or when the script that started it ends.
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { ensureLabelStudio } from '../setup/label-studio.mjs';
import { ensurePostgres } from '../setup/postgres.mjs';
import { launchLabelStudio, newSeed, readSeed, writeSeed } from './label-studio-process.mjs';
import { launchPostgres } from './postgres.mjs';

/**
 * @typedef {{ status: number, json: unknown, text: string }} Answer `json` is undefined when the body is not JSON
 * @typedef {import('./label-studio-process.mjs').LabelStudioProcess & import('./label-studio-process.mjs').Seed} Running
 */

/**
 * @param {object} [options]
 * @param {Record<string, string>} [options.env] Label Studio's settings and feature flags
 * @param {boolean} [options.fresh] a new database instead of a copy of the template (a minute instead of seconds)
 * @param {boolean} [options.legacyTokens] false switches them off for the organization, after the start
 * @param {number} [options.port]
 * @param {string} [options.dataDir] a folder that is kept: made from the template when it does not exist, gone on
 *   with when it does
 * @returns {Promise<import('./label-studio.d.mts').LabelStudio>}
 */
export async function startLabelStudio({ env = {}, fresh = false, legacyTokens = true, port, dataDir } = {}) {
  const { python, template } = await ensureLabelStudio();
  const temporary = temporaryFolder('label-studio');
  const dir = dataDir ?? path.join(temporary.dir, 'data');
  const isNew = !fs.existsSync(dir);
  // The log lies beside the data, so that it is whole when the data folder goes.
  const logFile = path.join(temporary.dir, 'label-studio.log');
  try {
    if (isNew && fresh) fs.mkdirSync(dir, { recursive: true });
    else if (isNew) fs.cpSync(template, dir, { recursive: true });
    const user = isNew && fresh ? newSeed() : readSeed(dir);
    const options = { python, dataDir: dir, seed: user, logFile, env, removeWhenOrphaned: temporary.dir };
    const server = await launchLabelStudio({ ...options, ...(port === undefined ? {} : { port }) });
    const seed = isNew && fresh ? await writeSeed(dir, server.url, user) : readSeed(dir);
    const stop = async () => {
      await server.stop();
      temporary.remove();
    };
    const api = apiOf(server.url, seed.pat);
    if (!legacyTokens) await expectOk(api, 'POST', '/api/jwt/settings', { legacy_api_tokens_enabled: false });
    return { ...server, ...seed, logFile, stop, api, createProject: projectMaker(api) };
  } catch (error) {
    temporary.remove();
    throw error;
  }
}

/**
 * The same on PostgreSQL: a database of its own, from a template.
 * @param {object} [options]
 * @param {Record<string, string>} [options.env] Label Studio's settings and feature flags
 * @returns {Promise<import('./label-studio.d.mts').LabelStudio>}
 */
export async function startLabelStudioOnPostgres({ env = {} } = {}) {
  const { python } = await ensureLabelStudio();
  const { packages, template } = await ensurePostgres();
  const temporary = temporaryFolder('label-studio-postgres');
  const { dir } = temporary;
  const logFile = path.join(dir, 'label-studio.log');
  /** @type {import('./postgres.mjs').PostgresProcess | undefined} */
  let postgres;
  try {
    fs.cpSync(template, dir, { recursive: true });
    postgres = await launchPostgres({ packages, dir, logFile: path.join(dir, 'postgres.log') });
    const dataDir = path.join(dir, 'data');
    const seed = readSeed(dataDir);
    const settings = { ...postgres.env, LSP_END_WHEN_ORPHANED: String(postgres.pid), ...env };
    const server = await launchLabelStudio({ python, dataDir, seed, logFile, env: settings, removeWhenOrphaned: dir });
    const api = apiOf(server.url, seed.pat);
    const stop = async () => {
      await server.stop();
      await postgres?.stop();
      temporary.remove();
    };
    return { ...server, ...seed, logFile, stop, api, createProject: projectMaker(api) };
  } catch (error) {
    await postgres?.stop();
    temporary.remove();
    throw error;
  }
}

/**
 * Requests as the seeded user. The personal access token works whatever the organization allows; it is exchanged for
 * an access token, which lives five minutes.
 * @param {string} url
 * @param {string} pat
 * @returns {import('./label-studio.d.mts').Api}
 */
export function apiOf(url, pat) {
  let access = '';
  const renew = async () => {
    const answer = await request(`${url}/api/token/refresh`, 'POST', {}, { refresh: pat });
    if (answer.status !== 200) throw new Error(`no access token: ${answer.status} ${answer.text.slice(0, 300)}`);
    access = /** @type {{ access: string }} */ (answer.json).access;
  };
  return async (method, route, body) => {
    if (access === '') await renew();
    const send = () => request(url + route, method, { authorization: `Bearer ${access}` }, body);
    const first = await send();
    if (first.status !== 401) return first;
    await renew();
    return send();
  };
}

/**
 * @param {string} url
 * @param {string} method
 * @param {Record<string, string>} headers
 * @param {unknown} [body] sent as it is when it is a string, else as JSON
 * @returns {Promise<Answer>}
 */
async function request(url, method, headers, body) {
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // Label Studio answers many errors in HTML.
  }
  return { status: response.status, json, text };
}

/**
 * @param {import('./label-studio.d.mts').Api} api
 * @param {string} method
 * @param {string} route
 * @param {unknown} [body]
 */
async function expectOk(api, method, route, body) {
  const answer = await api(method, route, body);
  if (answer.status >= 200 && answer.status < 300) return answer.json;
  throw new Error(`${method} ${route}: Label Studio answered ${answer.status} ${answer.text.slice(0, 500)}`);
}

/**
 * @param {import('./label-studio.d.mts').Api} api
 * @returns {import('./label-studio.d.mts').LabelStudio['createProject']}
 */
export const projectMaker = (api) => async (project) =>
  /** @type {{ id: number }} */ (await expectOk(api, 'POST', '/api/projects/', project));
