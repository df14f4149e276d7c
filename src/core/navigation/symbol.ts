/** What can be gone to, looked up and renamed: names, labels and ids, whatever they are written in. */

/** Something that a labeling config declares. */
export type ConfigSymbol =
  /** The name of a control or object tag; of a `Chat`, which is both, it is one name. */
  | { readonly kind: 'name'; readonly name: string }
  /** A label, a choice or a bucket of a control: the texts from the outermost choice down to it, as results have them. */
  | { readonly kind: 'label'; readonly control: string; readonly path: readonly string[] }
  /** A label of relations. */
  | { readonly kind: 'relation'; readonly label: string };

/** The id of a region, which means something inside of its prediction only. */
export interface RegionSymbol {
  readonly kind: 'region';
  readonly id: string;
}

export type AnySymbol = ConfigSymbol | RegionSymbol;

/** Whether two mean the same. */
export function isSame(one: AnySymbol, other: AnySymbol): boolean {
  if (one === other) return true;
  if (one.kind === 'name' && other.kind === 'name') return one.name === other.name;
  return one.kind === other.kind && keyOf(one) === keyOf(other);
}

/** A text that is equal for equal symbols. */
export function keyOf(symbol: AnySymbol): string {
  switch (symbol.kind) {
    case 'name':
      return JSON.stringify(['name', symbol.name]);
    case 'label':
      return JSON.stringify(['label', symbol.control, ...symbol.path]);
    case 'relation':
      return JSON.stringify(['relation', symbol.label]);
    case 'region':
      return JSON.stringify(['region', symbol.id]);
  }
}

/** What is written where it is used. */
export function wordOf(symbol: AnySymbol): string {
  switch (symbol.kind) {
    case 'name':
      return symbol.name;
    case 'label':
      return symbol.path.at(-1) ?? '';
    case 'relation':
      return symbol.label;
    case 'region':
      return symbol.id;
  }
}
