import type { OutputChannel } from 'vscode';
import type { Log } from '../core/ports';

/** The output channel as a log. Every line carries the time and its grade. */
export function createLog(channel: OutputChannel): Log {
  const write = (grade: string, message: string): void => {
    channel.appendLine(`${new Date().toISOString().slice(11, 23)} ${grade} ${message}`);
  };
  return {
    info: (message) => write('info ', message),
    warn: (message) => write('warn ', message),
    error: (message) => write('error', message),
  };
}
