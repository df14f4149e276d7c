/**
 * What a start of the extension costs: the bytes that `activate` loads, and the time that loading and activating take,
 * as a share of what starting an empty extension takes in the same run. `npm run bench:activation`.
 *
 * The host of a real VS Code is asked (it measures every activation itself); the sizes are those of the built files.
 */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { runTests } from '@vscode/test-electron';
import { build } from '../scripts/build.mjs';
import { temporaryFolder } from '../scripts/lib/cleanup.mjs';
import { ensureNode24 } from '../scripts/setup/index.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
