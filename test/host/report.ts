// Mocha's results, told to the test runner over the console: the only channel that the extension host, the web worker
// host and a desktop build have in common. scripts/lib/host-tier.mjs reads these lines and prints them for people.

/** What a marked line holds after the mark, as JSON. */
type Line =
  | { kind: 'pass' | 'pending'; name: string; ms: number }
  | { kind: 'fail'; name: string; ms: number; error: string }
  | { kind: 'end'; tests: number };

/** Begins every line that is meant for the runner. */
export const mark = '@label-studio-predictions-test ';

function say(line: Line): void {
  console.log(mark + JSON.stringify(line));
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const compared =
    'expected' in error ? `\nexpected ${JSON.stringify(expected)}\nactual   ${JSON.stringify(actual)}` : '';
  return `${error.stack ?? error.message}${compared}`;
}

/**
 * Reports a run and waits for its end.
 * @returns when every test passed; rejects with the number of failures otherwise, which makes VS Code end with a code
 *   other than 0
 */
export function report(start: (done: () => void) => Mocha.Runner): Promise<void> {
  return new Promise((resolve, reject) => {
    let tests = 0;
    let failures = 0;
    const runner = start(() => {
      say({ kind: 'end', tests });
      if (failures === 0 && tests > 0) resolve();
      else reject(new Error(tests === 0 ? 'No test was run.' : `${failures} of ${tests} tests failed.`));
    });
    runner.on('pass', (test) => {
      tests += 1;
      say({ kind: 'pass', name: test.fullTitle(), ms: test.duration ?? 0 });
    });
    runner.on('pending', (test) => {
      tests += 1;
      failures += 1;
      say({ kind: 'pending', name: test.fullTitle(), ms: 0 });
    });
    // Also a failing hook, which is no test of its own.
    runner.on('fail', (test, error) => {
      tests += 1;
      failures += 1;
      say({ kind: 'fail', name: test.fullTitle(), ms: test.duration ?? 0, error: describeError(error) });
    });
  });
}
