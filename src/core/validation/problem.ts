/**
 * What it means to the person: `error`: rejected by the validator, or lost, altered or fatal in the editor, or poison
 * for a server. `warning`: it loads, but what is shown is very likely not what was meant. `information`: fine today,
 * fragile tomorrow.
 */
export type Severity = 'error' | 'warning' | 'information';

/**
 * Who objects. `server`: the validator of label-studio-sdk, or the checks on tasks. `editor`: Label Studio's editor.
 * `upload`: a server would store something that it cannot give back. `authoring`: nobody, and still it is not what was
 * meant.
 */
export type Gate = 'server' | 'editor' | 'upload' | 'authoring';

/** A finding in one unit. Offsets are UTF-16 units from the start of the unit, `pointer` is a JSON Pointer inside it. */
export interface Problem {
  /** Stable, kebab-case; documented under the same name. */
  code: string;
  severity: Severity;
  gates: readonly Gate[];
  /** One or two sentences: what is wrong here and what to do. */
  message: string;
  pointer: string;
  start: number;
  end: number;
}
