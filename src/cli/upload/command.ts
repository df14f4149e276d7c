import type { Output } from '../output';
import { UPLOAD_HELP } from './help';
import { parseUpload } from './options';

/**
 * `label-studio-predictions upload …`. Ctrl+C, or any other wish that it ends, ends the sending: what is on its way is waited for, and
 * what is there is reported. A second one ends the process at once.
 *
 * @param args what stands behind `upload`
 * @returns the exit code
 * @throws UsageError, OutputClosed
 */
export async function uploadCommand(
  args: readonly string[],
  output: Output,
  warn: (message: string) => void,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    await output.write(UPLOAD_HELP);
    return 0;
  }
  const { env, stdin, stderr } = process;
  const options = parseUpload(args, env);
  const cancel = cancelledBySignals(warn);
  const isPerson = Boolean(stdin.isTTY) && Boolean(stderr.isTTY);
  // Nobody who checks files needs to load what speaks with servers.
  const { upload } = await import('./upload');
  return upload(options, {
    cwd: process.cwd(),
    env,
    output,
    terminal: isPerson ? { input: stdin, output: stderr } : undefined,
    signal: cancel,
    warn,
  });
}

/** Signals with which somebody asks a process to end, and their numbers: the shell, whoever runs a job, a closed terminal. */
const ENDS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

function cancelledBySignals(warn: (message: string) => void): AbortSignal {
  const cancel = new AbortController();
  for (const [name, number] of Object.entries(ENDS)) {
    process.on(name, () => {
      if (cancel.signal.aborted) process.exit(128 + number);
      warn('Cancelled: nothing more is sent. Waiting for what is on its way; press Ctrl+C again to leave at once.');
      cancel.abort();
    });
  }
  return cancel.signal;
}
