/** A real part that this machine cannot have. */
export class MissingPart extends Error {
  constructor(
    part: 'node' | 'vscode' | 'chromium' | 'labelStudio' | 'postgres',
    details: { missing: string; cure: string; works: string; cause?: unknown },
  );
  readonly part: string;
  readonly missing: string;
  readonly cure: string;
}
