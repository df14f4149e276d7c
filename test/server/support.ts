// What the tests of this tier share: clients of both token kinds, samples, and JSON text read without doubles.
import { readFileSync } from 'node:fs';
import type { Clock, HttpClient, HttpRequest } from '../../src/core/ports';
import { LabelStudioClient, type Timeouts } from '../../src/core/server/client';
import { createTokenSource } from '../../src/core/server/tokenSource';
import { normalizeServerUrl, type ServerUrl } from '../../src/core/server/url';
import { members } from '../../src/core/text/walk';
import { gatherServerFacts } from '../../src/core/upload/facts';
import type { MatchBy } from '../../src/core/upload/match';
import { type NewTaskReason, planUpload, type UploadPlan } from '../../src/core/upload/plan';
import { readUpload } from '../../src/core/upload/read';
import type { UploadResult } from '../../src/core/upload/result';
import { type RunOptions, runUpload } from '../../src/core/upload/run';
import { systemClock } from '../../src/platform/common/clock';
import { nodeHttp } from '../../src/platform/node/http';

/** An address that must be good. */
export function serverUrl(url: string): ServerUrl {
  const normalized = normalizeServerUrl(url);
  if (!normalized.ok) throw new Error(normalized.message);
  return normalized.server;
}

export interface ClientParts {
  http?: HttpClient;
  clock?: Clock;
  access?: string;
  timeouts?: Partial<Timeouts>;
}

/** A client as the extension makes one. */
export function clientFor(url: string, token: string, parts: ClientParts = {}): LabelStudioClient {
  const server = serverUrl(url);
  const { http = nodeHttp, clock = systemClock, access, timeouts = {} } = parts;
  const tokens = createTokenSource({ server, token, http, clock, ...(access === undefined ? {} : { access }) });
  return new LabelStudioClient({ server, http, clock, tokens, timeouts });
}

/** The real client, with a look at every request. */
export function watched(onRequest: (request: HttpRequest) => void): HttpClient {
  return {
    request(request) {
      onRequest(request);
      return nodeHttp.request(request);
    },
  };
}

/** JSON text of a member of an object; of several the last. */
export function memberText(text: string, key: string): string | undefined {
  let found: string | undefined;
  for (const member of members(text, 0)) if (member.key === key) found = text.slice(member.valueStart, member.valueEnd);
  return found;
}

export interface Sample {
  tag: string;
  config_xml: string;
  prediction: { result: unknown[]; score?: number; model_version?: string };
}

/** The worked examples, one for every control tag. */
export function samples(): Sample[] {
  return JSON.parse(readFileSync('test/fixtures/examples.json', 'utf8')) as Sample[];
}

/** Values for every `$variable` of a labeling config, of a type that its object tag takes. */
export function dataFor(config: string): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [, tag, attribute, name] of config.matchAll(/<(\w+)[^>]*?\s(value|valueList)="\$(\w+)/g)) {
    const list = attribute === 'valueList' || /^(Paragraphs|List|Repeater|Chat)$/.test(tag ?? '');
    const text = `sample ${name} \u{1F600}`;
    data[name as string] = tag === 'Paragraphs' || tag === 'Chat' ? [{ author: 'A', text }] : list ? [text] : text;
  }
  for (const [, name] of config.matchAll(/<Repeater[^>]*\son="\$(\w+)"/g)) data[name as string] = [{ text: 'one' }];
  return data;
}

export interface Upload {
  plan: UploadPlan;
  result: UploadResult;
}

/** The whole way from a file's text to the server. */
export async function upload(
  client: LabelStudioClient,
  project: number,
  text: string,
  options: { importNew?: NewTaskReason[]; form?: 'json' | 'jsonl'; match?: MatchBy } & Omit<
    Partial<RunOptions>,
    'importNew'
  > = {},
): Promise<Upload> {
  const { importNew = [], form = 'json', match, ...run } = options;
  const read = readUpload(text, form);
  const plan = planUpload(read, await gatherServerFacts(client, project, read, match ? { match } : {}));
  const result = await runUpload(plan, client, { clock: systemClock, ...run, importNew: new Set(importNew) });
  return { plan, result };
}
