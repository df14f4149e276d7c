/** Parts of a benchmark in processes of their own, so that each begins with a cold and empty heap. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const RESULT = '@result ';

/**
 * Runs a script of this folder and gives what it hands to `answer`.
 * @param {string} script
 * @param {unknown} task
 * @param {readonly string[]} [flags] for Node
 * @returns {Promise<any>}
 */
export function inChild(script, task, flags = []) {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [...flags, file, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    output += piece;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const line = output.split('\n').find((text) => text.startsWith(RESULT));
      if (code === 0 && line) resolve(JSON.parse(line.slice(RESULT.length)));
      else reject(new Error(`${path.basename(file)} ended with ${code ?? signal} and no result:\n${output}`));
    });
  });
}

/** What this process was asked. */
export const task = () => JSON.parse(/** @type {string} */ (process.argv[2]));

/** @param {unknown} result */
export const answer = (result) => console.log(RESULT + JSON.stringify(result));
