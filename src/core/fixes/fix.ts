/**
 * What a fix is. Rules say it as data, in paths of their unit; `textEdits` makes of it what changes in the text.
 */
import type { Path } from '../text/locate';

/** `safe`: it can only be meant like this, and nothing is lost. `guess`: likely, and done only when somebody picks it. */
export type Safety = 'safe' | 'guess';

/** JSON as it stands in the text: numbers keep their digits, strings their escapes, lists their line breaks. */
export class Source {
  constructor(readonly json: string) {}
}

/** A value that is written anew, wholly or around what stood there before. */
export type NewValue =
  | Source
  | string
  | number
  | boolean
  | null
  | readonly NewValue[]
  | { readonly [key: string]: NewValue };

/** One change. Paths start at the root of the unit, and mean what stands there before any of the changes. */
export type FixEdit =
  /** Another value in the place of one that is there. */
  | { readonly op: 'set'; readonly path: Path; readonly value: NewValue }
  /** Another key for a member; there must be none of that key yet. */
  | { readonly op: 'rename'; readonly path: Path; readonly key: string }
  /** A member, or an item of a list, taken away. */
  | { readonly op: 'remove'; readonly path: Path }
  /** A new member of the object at `path`: before the member named, else at the end. */
  | {
      readonly op: 'insert';
      readonly path: Path;
      readonly key: string;
      readonly value: NewValue;
      readonly before?: string;
    }
  /** New items at the end of the list at `path`. */
  | { readonly op: 'append'; readonly path: Path; readonly values: readonly NewValue[] }
  /** Other characters in a part of the value at `path`; offsets from its start. */
  | { readonly op: 'splice'; readonly path: Path; readonly start: number; readonly end: number; readonly text: string };

/** What a rule proposes. */
export interface Draft {
  /** An imperative, with what it names: `Change to "box"`. The title of the rule's fix if left out. */
  title?: string;
  edits: readonly FixEdit[];
}

/** A way to mend one problem. */
export interface Fix {
  code: string;
  title: string;
  safety: Safety;
  edits: readonly FixEdit[];
}

export const set = (path: Path, value: NewValue): FixEdit => ({ op: 'set', path, value });
export const rename = (path: Path, key: string): FixEdit => ({ op: 'rename', path, key });
export const remove = (path: Path): FixEdit => ({ op: 'remove', path });
export const append = (path: Path, values: readonly NewValue[]): FixEdit => ({ op: 'append', path, values });
export const insert = (path: Path, key: string, value: NewValue, before?: string): FixEdit => ({
  op: 'insert',
  path,
  key,
  value,
  ...(before !== undefined && { before }),
});
