// Loaded into a process that is measured: tells at its end, on file descriptor 3, the most memory that it had and the
// processor time of all its threads.
const fs = require('node:fs');
const process = require('node:process');
const { isMainThread } = require('node:worker_threads');

function tell() {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  fs.writeSync(3, JSON.stringify({ peak: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 }));
}

if (isMainThread) process.on('exit', tell);
