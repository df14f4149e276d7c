import { ROOTS, type SchemaRoot } from '../core/schema/project/projectSchema';
import { SEVERITIES, type Severity } from '../core/validation/problem';
import { GATE_CHOICES } from '../core/validation/reporting';
import { type Checking, readLevels } from './checking';
import { FORMATS, type Format } from './report/reporter';
import { countOf, oneOf, readArguments, UsageError } from './usage';

/** What `check` is asked to do. */
export interface CheckOptions {
  /** Files, folders, globs, and `-` for standard input, as they were written. */
  paths: string[];
  /** The labeling config for every file; found beside each file if left out. */
  config: string | undefined;
  format: Format;
  /** The mildest problem that makes the exit code 1. */
  failOn: Severity;
  /** Worker threads; undefined leaves it to us. */
  jobs: number | undefined;
  /** Name of the file that standard input stands for. */
  stdinFilename: string | undefined;
  quiet: boolean;
  checking: Checking;
}

/** What `fix` is asked to do. */
export interface FixOptions {
  /** Files, folders and globs, as they were written. */
  paths: string[];
  config: string | undefined;
  format: FixFormat;
  failOn: Severity;
  /** Say what would be done, and change nothing. */
  dryRun: boolean;
  quiet: boolean;
  checking: Checking;
}

/** What `schema` is asked for. */
export interface SchemaOptions {
  config: string | undefined;
  /** The file to write; standard output if left out. */
  out: string | undefined;
  root: SchemaRoot;
  lax: boolean;
  audience: (typeof AUDIENCES)[number];
}

/** Who is to read a schema. */
const AUDIENCES = ['validators', 'models'] as const;

export const FIX_FORMATS = ['pretty', 'json'] as const;
export type FixFormat = (typeof FIX_FORMATS)[number];

export type Command =
  | { kind: 'check'; options: CheckOptions }
  | { kind: 'fix'; options: FixOptions }
  | { kind: 'schema'; options: SchemaOptions }
  | { kind: 'help' }
  | { kind: 'version' };

/**
 * @param args what stands behind the name of the program
 * @throws UsageError
 */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, ...paths] = positionals;
  if (command === undefined)
    throw new UsageError('Say what to do: label-studio-predictions check [paths], fix [paths], schema, or upload');
  if (command === 'schema') return { kind: 'schema', options: schemaOptions(values, paths) };
  for (const option of ONLY_SCHEMA) {
    if (values[option] !== undefined) throw new UsageError(`--${option} belongs to the command schema.`);
  }
  if (command === 'fix') return { kind: 'fix', options: fixOptions(values, paths) };
  if (command !== 'check')
    throw new UsageError(`There is no command "${command}". Those there are: check, fix, schema, upload`);
  if (values['dry-run']) throw new UsageError('--dry-run belongs to the command fix; check changes nothing.');
  const options: CheckOptions = {
    paths: paths.length === 0 ? ['.'] : paths,
    config: values.config,
    format: oneOf('--format', values.format, FORMATS),
    failOn: oneOf('--fail-on', values['fail-on'], SEVERITIES),
    jobs: countOf('--jobs', values.jobs, 999),
    stdinFilename: values['stdin-filename'],
    quiet: values.quiet,
    checking: checkingOf(values),
  };
  if (options.stdinFilename !== undefined && !paths.includes('-')) {
    throw new UsageError(
      '--stdin-filename names what comes from standard input, which is not read: add - to the paths.',
    );
  }
  return { kind: 'check', options };
}

/** Options that only `check` has. */
const ONLY_CHECK = ['jobs', 'stdin-filename'] as const;

function fixOptions(values: Values, paths: string[]): FixOptions {
  for (const option of ONLY_CHECK) {
    if (values[option] !== undefined) throw new UsageError(`--${option} is no option of the command fix.`);
  }
  if (paths.includes('-')) {
    throw new UsageError('fix changes files, and standard input is none: name the files or folders.');
  }
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    config: values.config,
    format: oneOf('--format', values.format, FIX_FORMATS),
    failOn: oneOf('--fail-on', values['fail-on'], SEVERITIES),
    dryRun: values['dry-run'],
    quiet: values.quiet,
    checking: checkingOf(values),
  };
}

/** Options that only `schema` has. */
const ONLY_SCHEMA = ['out', 'root', 'lax', 'for'] as const;

function schemaOptions(values: Values, paths: readonly string[]): SchemaOptions {
  if (paths.length > 0) {
    throw new UsageError(`schema reads a labeling config and no files: write --config FILE, not ${paths.join(' ')}.`);
  }
  const root = oneOf('--root', values.root ?? 'prediction', ROOTS);
  const audience = oneOf('--for', values.for ?? 'validators', AUDIENCES);
  if (audience === 'models' && (root !== 'prediction' || values.lax)) {
    throw new UsageError('--for models gives the schema of one prediction, without --root and --lax.');
  }
  return { config: values.config, out: values.out, root, lax: values.lax ?? false, audience };
}

function checkingOf(values: Values): Checking {
  return {
    annotations: !values['no-annotations'],
    reporting: { levels: readLevels(values.severity, fail), gate: oneOf('--gate', values.gate, GATE_CHOICES) },
  };
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  return readArguments(args, {
    config: { type: 'string' },
    format: { type: 'string', default: 'pretty' },
    'fail-on': { type: 'string', default: 'error' },
    gate: { type: 'string', default: 'all' },
    severity: { type: 'string', multiple: true, default: [] },
    jobs: { type: 'string' },
    out: { type: 'string' },
    root: { type: 'string' },
    lax: { type: 'boolean' },
    for: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    'stdin-filename': { type: 'string' },
    'no-annotations': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
    version: { type: 'boolean', default: false },
  });
}

function fail(message: string): never {
  throw new UsageError(message);
}
