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
      if (error instanceof CancellationError || isCancelled(error)) return undefined;
      const text = textOf(error);
      log.error(`${id}: ${text}`);
      // Not awaited: the command has ended, the message may stay open as long as it likes.
      void offerLog(text);
      return undefined;
    }
  });
}

/** An error of the server part. Not told by its class: that part is bundled apart, with classes of its own. */
interface ErrorWithCure extends Error {
  kind: string;
  cure: string;
}

function hasCure(error: unknown): error is ErrorWithCure {
  return error instanceof Error && 'cure' in error && 'kind' in error;
}

function isCancelled(error: unknown): boolean {
  return hasCure(error) && error.kind === 'cancelled';
}

/** What is wrong, and what to do where the error knows it. */
function textOf(error: unknown): string {
  if (hasCure(error)) return `${error.message} ${error.cure}`;
  return error instanceof Error ? error.message : String(error);
}

async function offerLog(text: string): Promise<void> {
  const showLog = { title: 'Show Log' };
  const picked = await window.showErrorMessage(`Label Studio: ${text}`, showLog);
  if (picked === showLog) await commands.executeCommand(ids.showLog);
}
