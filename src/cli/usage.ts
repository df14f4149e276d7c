/** What the commands' ways of reading their arguments have in common. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A command line that cannot be understood; the message says what is wrong with it and what is possible. */
export class UsageError extends Error {}

/** The values of options and what else was written, typed by the options. */
type Arguments<T extends NonNullable<ParseArgsConfig['options']>> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>
>;

/** @throws UsageError for an option that is not there, or one without its value */
export function readArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
): Arguments<T> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    // Node adds how to write a file name that begins with a hyphen, once in a sentence and once more in an example.
    throw new UsageError(`${text.split(/\.? To specify a positional/)[0]}.`.replace(/\.\.$/, '.'));
  }
}

/** @throws UsageError for another word than the known ones */
export function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${option} is "${value}". It can be ${known.join(', ')}.`);
  return found;
}

/**
 * @param most one of 9, 99, 999 …
 * @returns undefined for an option that was left out
 * @throws UsageError for anything but a whole number from 1 to `most`
 */
export function countOf(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text) || Number(text) > most)
    throw new UsageError(`${option} is "${text}". It can be a number from 1 to ${most}.`);
  return Number(text);
}
