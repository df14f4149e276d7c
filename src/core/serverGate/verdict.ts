import type { Path } from '../text/locate';

/** What `LabelInterface.validate_prediction` of label-studio-sdk 2.1.2 can object to. */
export type VerdictCode =
  /** The prediction has no `result`. */
  | 'result-missing'
  | 'result-not-a-list'
  | 'score-invalid'
  | 'score-range'
  /** An item of `result` is no object. */
  | 'region-not-a-dict'
  | 'missing-field'
  | 'from-name-not-found'
  | 'to-name-not-found'
  | 'type-mismatch'
  /** The object exists, but the control does not point to it. */
  | 'to-name-not-valid'
  | 'invalid-value'
  /** An invalid value of a rectangle whose x, y, width or height is no number from 0 to 100, whatever made it invalid. */
  | 'invalid-geometry'
  /** The validator itself fails on the value. */
  | 'value-exception'
  | 'relation-missing-field'
  | 'relation-direction-invalid'
  | 'relation-from-id-not-found'
  | 'relation-to-id-not-found'
  | 'relation-exception'
  /** The validator itself fails, and looks at nothing that comes behind. */
  | 'unexpected-error';

/** One error of the validator. */
export interface RawVerdict {
  /** Index in `result`; -1 for the prediction as a whole. */
  readonly region: number;
  readonly code: VerdictCode;
  /** What is wrong, from the region (from the prediction if `region` is -1), as far as it can be told. */
  readonly path: Path;
  /**
   * What a message needs: the names to choose from, the key that is missing, what is wanted at the path; of the codes
   * that end in `exception` or `error` the text of Python's exception.
   */
  readonly detail: string;
}
