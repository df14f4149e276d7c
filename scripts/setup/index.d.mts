/** Node 24 for tools that ask for a newer Node than the one that runs them. Rejects with MissingPart. */
export function ensureNode24(): Promise<{ node: string; bin: string }>;

/** The Python environment that has Label Studio. Rejects with MissingPart. */
export function ensureLabelStudio(): Promise<{ version: string; python: string; template: string }>;
