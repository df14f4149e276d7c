/** Tables for people: printed, and kept in `docs/performance.md`. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root } from './engine.mjs';

const page = path.join(root, 'docs', 'performance.md');

/**
 * A Markdown table whose columns stand below each other in a terminal too.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, column)).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => '-'.repeat(width + 1) + (column === 0 ? '-' : ':')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const pad = (/** @type {string} */ cell, /** @type {number} */ width, /** @type {number} */ column) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

/** Milliseconds, with three digits that count. @param {number} value */
export const ms = (value) =>
  `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ms`;

/** @param {number} value */
export const times = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(1)).concat('×');

/** @param {number} bytes */
export const megabytes = (bytes) => {
  const value = bytes / 2 ** 20;
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1)} MB`;
};

/** @param {number} value */
export const count = (value) => value.toLocaleString('en');

/** What the figures depend on, without naming the machine. */
export function machine() {
  const { model = 'unknown processor' } = os.cpus()[0] ?? {};
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${os.cpus().length} cores (${model.trim()}), ${memory} GB of memory`;
}

/**
 * Prints a section; with `write` it also takes the place of the one of that name in `docs/performance.md`.
 * @param {string} name
 * @param {readonly string[]} parts paragraphs and tables
 * @param {boolean} write
 */
export function report(name, parts, write) {
  const text = [...parts, `${machine()}.`].join('\n\n');
  console.log(`\n${text}\n`);
  if (!write) return;
  const before = fs.readFileSync(page, 'utf8');
  const [start, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const from = before.indexOf(start);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no section between ${start} and ${end}.`);
  fs.writeFileSync(page, `${before.slice(0, from + start.length)}\n\n${text}\n\n${before.slice(to)}`);
}
