/**
 * A labeling config as Label Studio's validator and editor read it. Where the two differ, the model keeps what both need
 * and the field says whose it is. Offsets are UTF-16 units in the text of the config.
 */
import type { Span } from '../text/locate';

/** One `Label`, `Choice` or `Relation` below a control tag. */
export interface ConfigLabel {
  /** What a result carries: the alias if there is one, else the value. */
  text: string;
  /** The attribute `value`, if there is one. */
  value: string | undefined;
  alias: string | undefined;
  /** The whole start tag. */
  span: Span;
}

/** A control tag: an element with `name` and `toName`. */
export interface ConfigControl {
  name: string;
  /** The tag as it is written, `RectangleLabels`; the validator compares types with its lower-case form. */
  tag: string;
  /** Names of the objects, split at commas and not trimmed, as the validator takes them. */
  toNames: readonly string[];
  /** Static labels in document order, those of the same name added up, as the validator does. */
  labels: readonly ConfigLabel[];
  /** Whether labels come from the task's data or from an address too: `value="$…"`, `apiUrl`. */
  dynamicLabels: boolean;
  /** All attributes as written, entities resolved. */
  attributes: Readonly<Record<string, string>>;
  /** The name holds a placeholder of a Repeater around it, `box_{{idx}}`, which the validator does not resolve. */
  repeated: boolean;
  /** The value of the attribute `name`, without its quotes. */
  nameSpan: Span;
  /** The start tag. */
  span: Span;
}

/** An object tag: an element with `name` and `value` or `valueList` that is no control. */
export interface ConfigObject {
  name: string;
  tag: string;
  /** `value` or else `valueList`, as written: `$text`, `$images[0]`, `Title: $title`. */
  value: string;
  /** True when it is `valueList` that is given: several images in one object. */
  isList: boolean;
  attributes: Readonly<Record<string, string>>;
  repeated: boolean;
  nameSpan: Span;
  span: Span;
}

/** What is wrong with the config itself. */
export interface ConfigFault extends Span {
  /** Stable, kebab-case. */
  code: string;
  severity: 'error' | 'warning';
  message: string;
}

/** A config that could be parsed. */
export interface LabelingConfig {
  /** In document order. Of several with one name the last one counts, as for the validator. */
  controls: ReadonlyMap<string, ConfigControl>;
  objects: ReadonlyMap<string, ConfigObject>;
}

/** What parsing gives: a model, or the reason why there is none; and what else is wrong. */
export interface ParsedConfig {
  config: LabelingConfig | undefined;
  faults: readonly ConfigFault[];
}
