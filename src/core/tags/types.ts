/**
 * What the catalogue says about a control tag. The field kinds are those of the value classes of label-studio-sdk 2.1.2
 * (its `label_interface/control_tags.py`); they tell whether the server's validator objects to a value as well.
 */

/** How the validator reads one value; `sdkAccepts` has the coercions. */
export type FieldKind =
  /** A number, at most `max` where there is one. There is no lower bound. */
  | { readonly kind: 'float'; readonly max?: number }
  | { readonly kind: 'int'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'bool' }
  | { readonly kind: 'string' }
  /** Start or end of a span: any number, text or boolean. */
  | { readonly kind: 'position' }
  | { readonly kind: 'list'; readonly of: FieldKind; readonly min?: number }
  /** A list of exactly `length` entries. */
  | { readonly kind: 'tuple'; readonly of: FieldKind; readonly length: number }
  | { readonly kind: 'object'; readonly fields: Fields }
  /** An object with any keys, all values of one kind. */
  | { readonly kind: 'map'; readonly of: FieldKind }
  | { readonly kind: 'any' };

/** One key of a value. */
export interface Field {
  readonly kind: FieldKind;
  /** Whether the validator rejects a value without this key. */
  readonly required: boolean;
  /** Whether the validator takes null here. */
  readonly nullable: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

/** A JSON value of a snippet; strings may hold placeholders, see `skeleton.ts`. */
export type SnippetValue =
  | string
  | number
  | boolean
  | null
  | readonly SnippetValue[]
  | { readonly [key: string]: SnippetValue };

/** One control tag and the results that it makes. */
export interface ControlTag {
  /** Name as written in a labeling config: `RectangleLabels`. */
  readonly tag: string;
  /** `type` of its regions: `rectanglelabels`. */
  readonly type: string;
  /** Key of the value that holds labels or choices, where the validator compares it with the config. */
  readonly labelKey?: string;
  /** Object tags that it is meant to point to; empty means any. The validator does not check this pairing. */
  readonly objects: readonly string[];
  /** Whether `perRegion` makes it ask once for each region; the editor overlooks it on all other tags. */
  readonly canAskPerRegion?: true;
  /** Whether Label Studio Community has the tag. */
  readonly edition: 'community' | 'enterprise';
  /** One sentence, with the unit of its geometry. */
  readonly summary: string;
  /** Keys of `value` that the validator reads; all other keys are free. */
  readonly fields: Fields;
  /** Body of a region, for a snippet. */
  readonly skeleton: { readonly [key: string]: SnippetValue };
}
