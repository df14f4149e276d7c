// Loaded into VS Code's server before anything else: a server whose starter was killed would stay for ever. The
// system hands an orphan to another parent, which is how it is noticed.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid === parent) return;
  try {
    // The server leads its own process group: its hosts and watchers go with it.
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
}, 1000).unref();
