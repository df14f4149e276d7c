import { createInterface } from 'node:readline/promises';

/** A terminal that can be asked. */
export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/**
 * Asks a question that is answered by yes or no. No answer (Enter, Ctrl+D, a terminal that is closed) means no.
 *
 * @param signal ends the asking
 * @returns undefined when it was cancelled, also by Ctrl+C, of which a terminal that is asked makes no signal
 */
export async function ask(question: string, terminal: Terminal, signal: AbortSignal): Promise<boolean | undefined> {
  const asking = createInterface(terminal);
  let isInterrupted = false;
  asking.on('SIGINT', () => {
    isInterrupted = true;
    asking.close();
  });
  const closed = new Promise<undefined>((resolve) => asking.once('close', () => resolve(undefined)));
  const answered = asking.question(question, { signal }).catch(notAborted);
  try {
    const answer = await Promise.race([answered, closed]);
    if (answer !== undefined) return /^y(?:es)?$/i.test(answer.trim());
    // The cursor still stands behind the question.
    terminal.output.write('\n');
    return isInterrupted || signal.aborted ? undefined : false;
  } finally {
    asking.close();
  }
}

/** By the signal, or by the keys that end a question. */
function notAborted(error: unknown): undefined {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
}
