import { CancellationError, commands, type Disposable, window } from 'vscode';
import type { Log } from '../core/ports';
import { type CommandId, commands as ids } from './ids';

/**
 * The one way to register a command: whatever it throws is logged and said in a sentence, with the log one click away.
 * A cancellation is no error.
 */
export function registerCommand(
  log: Log,
  id: CommandId,
  run: (...args: readonly unknown[]) => Promise<unknown> | unknown,
): Disposable {
  return commands.registerCommand(id, async (...args: unknown[]) => {
    try {
      return await run(...args);
    } catch (error) {
      if (error instanceof CancellationError) return undefined;
      const text = error instanceof Error ? error.message : String(error);
      log.error(`${id}: ${text}`);
      // Not awaited: the command has ended, the message may stay open as long as it likes.
      void offerLog(text);
      return undefined;
    }
  });
}

async function offerLog(text: string): Promise<void> {
  const showLog = { title: 'Show Log' };
  const picked = await window.showErrorMessage(`Label Studio: ${text}`, showLog);
  if (picked === showLog) await commands.executeCommand(ids.showLog);
}
