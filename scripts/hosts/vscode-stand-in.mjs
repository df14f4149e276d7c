#!/usr/bin/env node
// Stands in for the executable `code`, so that @vscode/test-electron's runTests({ vscodeExecutablePath }) runs the
// same suites where no desktop build can be had: it hands the arguments to VS Code's server and opens the page in a
// headless Chromium. An extension with `main` runs in the extension host of the server, one with only `browser` in the
// web worker host. Ends with the exit code of the suite; with 124 when LSP_HOST_TIMEOUT (milliseconds) is over.
import fs from 'node:fs';
import process from 'node:process';
import { format } from 'node:util';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { launchBrowser } from './browser.mjs';
import { startVsCode } from './vscode-server.mjs';

const args = process.argv.slice(2);
const all = (/** @type {string} */ name) =>
  args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
const opened = args.find((arg) => !arg.startsWith('-'));
const [extensionTestsPath] = all('extensionTestsPath');
const timeoutMs = Number(process.env.LSP_HOST_TIMEOUT ?? 300_000);

if (extensionTestsPath === undefined) {
  console.error('This stand-in only runs tests: it needs --extensionTestsPath=FILE.');
  process.exit(2);
}

/** @type {(code: number) => void} */
let finish = () => {};
/** @type {Promise<number>} */
const finished = new Promise((resolve) => {
  finish = resolve;
});
setTimeout(() => {
  console.error(`VS Code did not finish the suite within ${timeoutMs / 1000} s.`);
  finish(124);
}, timeoutMs);

const place = opened ?? temporaryFolder('vscode-workspace').dir;
const isFile = fs.existsSync(place) && fs.statSync(place).isFile();
const [server, browser] = await Promise.all([
  startVsCode({
    ...(isFile ? { workspaceFile: place } : { folder: place }),
    extensionDevelopmentPath: all('extensionDevelopmentPath'),
    extensionTestsPath,
    // runTests always passes it; a caller that wants Restricted Mode starts this without.
    workspaceTrust: !args.includes('--disable-workspace-trust'),
  }),
  launchBrowser(),
]);
const page = await browser.newPage();
page.on('crash', () => {
  console.error('The page of VS Code crashed.');
  finish(1);
});
page.on('pageerror', (error) => console.error(`Uncaught in the page of VS Code: ${error.stack ?? error.message}`));
await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ values) => {
  const stream = type === 'error' ? process.stderr : process.stdout;
  stream.write(`${format(...values)}\n`);
});
await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => finish(code));
await page.goto(server.url);
const code = await finished;
if (code === 124) console.error(server.log().split('\n').slice(-25).join('\n'));
await browser.close().catch(() => {});
await server.close();
process.exit(code);
