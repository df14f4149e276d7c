// What `npm start` prints when all is up.
import { MissingPart } from '../setup/missing-part.mjs';

/**
 * What is started, or the part that this machine cannot have.
 * @template T
 * @param {() => Promise<T>} start
 * @returns {Promise<T | MissingPart>}
 */
export async function orMissing(start) {
  try {
    return await start();
  } catch (error) {
    if (error instanceof MissingPart) return error;
    throw error;
  }
}

/**
 * @param {string} url of VS Code
 * @param {string} folder
 * @param {import('./seed.mjs').Server | MissingPart} server
 */
export function welcome(url, folder, server) {
  const editor = `
VS Code with the extension:  ${url}
  its workspace (a copy):    ${folder}
`;
  if (server instanceof MissingPart) return `${editor}${withoutServer(server)}`;
  const { labelStudio, seed } = server;
  return `${editor}
Label Studio:                ${labelStudio.url}
  log in as                  ${labelStudio.email} / ${labelStudio.password}
  project ${String(seed.project).padEnd(18)} ${labelStudio.url}/projects/${seed.project}/data

Open mistakes.predictions.json to see squiggles. To upload harbour.predictions.json, run "Label Studio: Upload
Predictions" from the palette (F1) and paste this token of the throw-away server when you are asked for one:
  ${labelStudio.token}

Ctrl+C ends both servers and removes the workspace.`;
}

/** @param {MissingPart} missing */
const withoutServer = ({ missing, cure }) => `
There is no Label Studio to upload to. ${missing}
  What to do: ${cure}

Open mistakes.predictions.json to see squiggles. Ctrl+C ends VS Code and removes the workspace.`;
