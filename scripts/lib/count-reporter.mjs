// A reporter of node:test that writes a JSON line per executed test, for counting; people read the spec reporter.
import path from 'node:path';

/** @typedef {{ kind: 'pass' | 'fail', name: string, file: string, reason?: string }} CountedTest */

/**
 * @param {AsyncIterable<any>} events of node:test
 */
export default async function* countReporter(events) {
  for await (const { type, data } of events) {
    const counted = type === 'test:pass' || type === 'test:fail' ? count(type, data) : undefined;
    if (counted !== undefined) yield `${JSON.stringify(counted)}\n`;
  }
}

/**
 * @param {string} type
 * @param {any} data
 * @returns {CountedTest | undefined} undefined for what is not a test of its own
 */
function count(type, data) {
  const { name, file = '', nesting, details } = data;
  const fail = (/** @type {string} */ reason) => ({ kind: /** @type {const} */ ('fail'), name, file, reason });
  if (data.skip !== undefined)
    return fail(`is skipped${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}`);
  if (data.todo !== undefined) return fail('is marked todo');
  const failureType = details?.error?.failureType;
  if (type === 'test:fail') {
    // Its failing tests are counted themselves.
    if (failureType === 'subtestsFailed') return undefined;
    return fail(`failed${failureType && failureType !== 'testCodeFailure' ? ` (${failureType})` : ''}`);
  }
  if (details?.type === 'suite') return undefined;
  // Node reports a file without tests as one passed test with the file's name.
  if (nesting === 0 && /\.mjs$/.test(name) && (name === file || file.endsWith(path.normalize(name)))) {
    return fail('holds no test');
  }
  return { kind: 'pass', name, file };
}
