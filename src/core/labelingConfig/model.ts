/**
 * A labeling config as Label Studio's validator and editor read it. Where the two differ, the model keeps what both need
 * and the field says whose it is. Offsets are UTF-16 units in the text of the config.
 */
import type { Span } from '../text/locate';
import type { Visibility } from './visibility';

/** One `Label`, `Choice` or `Relation` below a control tag. */
export interface ConfigLabel {
  /** What a result carries: the alias if there is one, else the value. */
  text: string;
  /** The attribute `value`, if there is one. */
  value: string | undefined;
  alias: string | undefined;
  /** The tag as it is written: `Label`, `Choice` or `Relation`. */
  tag: string;
  /** All attributes as written, entities resolved. */
  attributes: Readonly<Record<string, string>>;
  /** Whether it stands in its control itself, with no `View` and no other label between. */
  isDirect: boolean;
  /** The whole start tag. */
  span: Span;
}

/** One `Bucket` of a `Ranker`. */
export interface ConfigBucket {
  /** What a result carries. */
  name: string;
  /** What people see. */
  title: string | undefined;
  /** Whether the items that no bucket has yet are in this one; else they are in a list of their own. */
  isDefault: boolean;
}

/** A Repeater around a tag: it makes one of it for each entry of a list in the task's data. */
export interface ConfigRepeater {
  /** What stands for the index: `{{idx}}`, unless `indexFlag` says otherwise. */
  placeholder: string;
  /** The attribute `on`, as written: `$pages`. Empty when there is none. */
  on: string;
}

/** A control tag: an element with `name` and `toName`. */
export interface ConfigControl {
  name: string;
  /** The tag as it is written, `RectangleLabels`; the validator compares types with its lower-case form. */
  tag: string;
  /** Names of the objects, split at commas and not trimmed, as the validator takes them: `"a, b"` gives `" b"`. */
  toNames: readonly string[];
  /** Static labels in document order, each text once; those of controls of one name added up, as the validator does. */
  labels: readonly ConfigLabel[];
  /**
   * Where each label stands below its control, from the outermost label down to it: `['Vessel', 'Sail']`. One for every
   * element, in document order, so a text that stands in several branches of a Taxonomy is in several paths.
   */
  paths: readonly (readonly string[])[];
  /** The buckets of a `Ranker`, in document order. */
  buckets: readonly ConfigBucket[];
  /** Whether labels come from the task's data or from an address too: `value="$…"`, `apiUrl`. */
  dynamicLabels: boolean;
  /** All attributes as written, entities resolved. */
  attributes: Readonly<Record<string, string>>;
  /** What showing it depends on; undefined when it is always there. */
  visibility?: Visibility | undefined;
  /** The name holds a placeholder of a Repeater around it, `box_{{idx}}`, which the validator does not resolve. */
  repeated: boolean;
  /** The Repeaters around it, outermost first. */
  repeaters: readonly ConfigRepeater[];
  /**
   * True for the control that Label Studio adds to a `Chat` or `ReactCode` without `toName`: it is not written, so its
   * places are those of that tag.
   */
  implied: boolean;
  /** The value of the attribute `name`, without its quotes. */
  nameSpan: Span;
  /** The start tag. */
  span: Span;
}

/** An object tag: an element with `name` and `value` or `valueList` that is no control. */
export interface ConfigObject {
  name: string;
  tag: string;
  /** `valueList` or else `value`, as written: `$text`, `$images[0]`, `Title: $title`. Empty only for an implied object. */
  value: string;
  /** True when it is `valueList` that is given: several images in one object. */
  isList: boolean;
  attributes: Readonly<Record<string, string>>;
  repeated: boolean;
  repeaters: readonly ConfigRepeater[];
  /** True for the object that Label Studio adds to a `Chat` or `ReactCode` with `toName` or without `value`. */
  implied: boolean;
  nameSpan: Span;
  span: Span;
}

/** What is wrong with the config itself. */
export interface ConfigFault extends Span {
  /** Stable, kebab-case. */
  code: string;
  severity: 'error' | 'warning';
  /** Who objects. Left out, it is the server for an error, and nobody (`authoring`) for a warning. */
  gates?: readonly ('server' | 'editor')[];
  message: string;
}

/** A config that could be parsed. */
export interface LabelingConfig {
  /** In document order. Of several with one name the last one counts, as for the validator. */
  controls: ReadonlyMap<string, ConfigControl>;
  objects: ReadonlyMap<string, ConfigObject>;
  /**
   * The keys of a task's data that Label Studio asks for on import, as they are written (`a.b`, `list[{{idx}}]`), and the
   * tag that says which values a key may have.
   */
  dataTypes: ReadonlyMap<string, string>;
  /** The labels that a relation can have, of the last `Relations` tag; undefined when there is no such tag. */
  relationLabels: readonly string[] | undefined;
}

/** What parsing gives: a model, or the reason why there is none; and what else is wrong. */
export interface ParsedConfig {
  config: LabelingConfig | undefined;
  faults: readonly ConfigFault[];
}
