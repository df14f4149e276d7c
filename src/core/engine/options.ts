import type { FileOptions } from '../validation/file';
import type { Rule } from '../validation/rule';

/** How a text is read and checked, as a stream and as a document that is being typed. */
export interface EngineOptions extends FileOptions {
  /** All rules if left out. */
  rules?: readonly Rule[];
  /** Characters from which on a unit is checked region by region. */
  large?: number;
}

/** Units that are looked at to tell what units without telling keys are. */
export const TELLING = 20;
