import type { Output } from '../output';
import { UPLOAD_HELP } from './help';
import { parseUpload } from './options';

/**
 * `label-studio-predictions upload …`. Ctrl+C ends the sending, waits for what is on its way and reports what is there; a second
 * one ends the process at once.
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
  const cancel = new AbortController();
  process.once('SIGINT', () => {
    warn('Cancelled: nothing more is sent. Waiting for what is on its way; press Ctrl+C again to leave at once.');
    cancel.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  const isPerson = Boolean(stdin.isTTY) && Boolean(stderr.isTTY);
  // Nobody who checks files needs to load what speaks with servers.
  const { upload } = await import('./upload');
  return upload(options, {
    cwd: process.cwd(),
    env,
    output,
    terminal: isPerson ? { input: stdin, output: stderr } : undefined,
    signal: cancel.signal,
    warn,
  });
}
