/** An upload in a process of its own: the most memory that it takes above what the process has before it begins. */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { answer, task } from './child.mjs';

const { parts: file, url, input } = task();

const parts = await import(pathToFileURL(file).href);
const client = parts.clientFor(url, 'f'.repeat(40));
// Everything is loaded and has spoken with the server once, as in an extension host that is idle.
await client.project(1);
globalThis.gc?.();
await setTimeout(200);
const idle = process.memoryUsage().rss;
const start = performance.now();
const { created, same } = await parts.uploadFile(client, 1, input);
const seconds = (performance.now() - start) / 1000;
// In kilobytes on every system that Node runs on.
const peak = process.resourceUsage().maxRSS * 1024;
globalThis.gc?.();
answer({ created, same, seconds, idle, peak, after: process.memoryUsage().rss });
