/** The command line: `check`, `fix`, `schema` and `upload`. The same file is what its worker threads run. */
import { isMainThread } from 'node:worker_threads';
import { withoutControls } from '../core/text/unseen';
import { removeUnfinished } from '../platform/node/replaceFile';
import { check } from './check';
import { reasonOf } from './failures';
import { fix } from './fix/fix';
import { HELP, VERSION_TEXT } from './help';
import { parseCommand } from './options';
import { Output, OutputClosed } from './output';
import { schema } from './schema/schema';
import { uploadCommand } from './upload/command';
import { UsageError } from './usage';
import { work } from './worker';

const NAME = 'label-studio-predictions';
const COMMANDS = ['check', 'fix', 'schema', 'upload'];

const warn = (message: string): void => void process.stderr.write(`${NAME}: ${withoutControls(message)}\n`);

/** @returns the exit code */
async function run(args: readonly string[], output: Output): Promise<number> {
  if (args[0] === 'upload') return uploadCommand(args.slice(1), output, warn);
  const command = parseCommand(args);
  if (command.kind === 'help' || command.kind === 'version') {
    await output.write(command.kind === 'help' ? HELP : VERSION_TEXT);
    return 0;
  }
  const { stdout, stderr, env } = process;
  const isCi = /^(?:1|true)$/i.test(env.CI ?? '');
  const colours = Boolean(stdout.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  if (command.kind === 'schema') return schema(command.options, { cwd: process.cwd(), output, warn });
  if (command.kind === 'fix') {
    process.on('SIGINT', () => leave(130));
    return fix(command.options, { cwd: process.cwd(), output, colours, warn });
  }
  // A read of standard input blocks this thread, and a handler would keep the signal from ending it.
  if (!command.options.paths.includes('-')) process.on('SIGINT', () => leave(130));
  return check(command.options, {
    cwd: process.cwd(),
    output,
    terminal: stderr.isTTY && !isCi ? stderr : undefined,
    colours,
    script: __filename,
    warn,
  });
}

/** Ends at once, without a word and without the line of progress. */
function leave(code: number): never {
  removeUnfinished();
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.exit(code);
}

function failed(error: unknown): number {
  const command = COMMANDS.find((name) => name === process.argv[2]) ?? 'check';
  if (error instanceof UsageError) warn(`${error.message}\n${NAME} ${command} --help lists what there is.`);
  // Nobody is left to tell.
  else if (!(error instanceof OutputClosed)) warn(`the report could not be written: ${reasonOf(error)}.`);
  return 2;
}

if (isMainThread) {
  const output = new Output(process.stdout);
  process.stderr.on('error', () => {});
  void run(process.argv.slice(2), output)
    .catch(failed)
    .then((code) => {
      process.exitCode = code;
    });
} else work();
