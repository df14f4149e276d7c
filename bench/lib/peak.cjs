// Loaded into a process that is measured: tells the most memory that it had, at its end, on file descriptor 3.
const fs = require('node:fs');
const process = require('node:process');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) process.on('exit', () => fs.writeSync(3, String(process.resourceUsage().maxRSS * 1024)));
