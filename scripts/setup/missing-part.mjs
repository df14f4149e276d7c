/**
 * A real part that this machine cannot have. The message says what is missing, what to do about it, and what still
 * works without it.
 */
export class MissingPart extends Error {
  /**
   * @param {'node' | 'vscode' | 'chromium' | 'labelStudio' | 'postgres'} part
   * @param {{ missing: string, cure: string, works: string, cause?: unknown }} details
   */
  constructor(part, { missing, cure, works, cause }) {
    super(`${missing}\n  What to do: ${cure}\n  What still works: ${works}`, cause === undefined ? {} : { cause });
    this.name = 'MissingPart';
    this.part = part;
    this.missing = missing;
    this.cure = cure;
  }
}

/** What works without a part, for its messages. */
export const worksWithout = {
  node: 'the tests that need nothing but the running Node: unit, manifest, grammar, server.',
  vscode: 'the tests that need no editor: unit, manifest, grammar, server.',
  chromium: 'the tests that need no browser: unit, manifest, grammar, server.',
  labelStudio:
    'everything that needs no Label Studio: npm start without a server, the tests unit, manifest, grammar, host and web, and those of ui that are not named *.server.test.ts.',
  postgres: 'everything but the tests of the tier server that are named *.postgres.test.ts.',
};
