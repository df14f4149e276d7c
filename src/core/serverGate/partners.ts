import { type Dict, equalityKey, isDict, isTruthy, noAttribute } from './python';
import { type ValueClass, valueClassOf } from './valueClasses';

/** Types whose region and a `labels` region of the same id are one shape in two parts. */
export const SHAPES: ReadonlySet<string> = new Set(
  'rectangle polygon ellipse keypoint brush bitmask vector'.split(' '),
);

/** The class that a labels region is measured with, none if it stands alone, or the text of Python's exception. */
export type Partner = ValueClass | string | undefined;

/** Finds what draws the shape that a region of the control `Labels` names. */
export interface Partners {
  of(region: Dict): Partner;
}

/** Whether a region of the control `Labels` is one that the SDK looks for a partner of. */
export function seeksPartner({ id, type }: Dict): boolean {
  return id !== undefined && id !== null && (type as string).toLowerCase() === 'labels';
}

/** The shape that a region draws for a `labels` region of the same id; undefined if it is no such shape. */
export function shapeOf(type: unknown): string | undefined {
  const shape = typeof type === 'string' ? type.toLowerCase() : '';
  return SHAPES.has(shape) ? shape : undefined;
}

/** The regions of one `result` that draw what labels regions name: the split form of `Labels`. */
export class SplitPartners implements Partners {
  #byId: ReadonlyMap<string, ValueClass> | undefined;
  /** Where the SDK's search through the regions fails, unless it finds what it looks for before that. */
  #failure: string | undefined;

  constructor(private readonly result: readonly unknown[]) {}

  /** The first region of a shape that has the id of a region of the control `Labels`. */
  of(region: Dict): Partner {
    if (!seeksPartner(region)) return undefined;
    this.#byId ??= this.#search();
    return this.#byId.get(equalityKey(region.id)) ?? this.#failure;
  }

  /** One walk for all: the SDK takes one for every region, and meets what it cannot read in the same place each time. */
  #search(): ReadonlyMap<string, ValueClass> {
    const byId = new Map<string, ValueClass>();
    for (const item of this.result) {
      if (!isDict(item)) continue;
      const { id, type } = item;
      if (typeof type !== 'string') {
        if (!isTruthy(type)) continue;
        this.#failure = noAttribute(type, 'lower');
        break;
      }
      if (id === undefined || id === null) continue;
      const shape = shapeOf(type);
      if (shape === undefined) continue;
      const key = equalityKey(id);
      if (!byId.has(key)) byId.set(key, valueClassOf(shape) as ValueClass);
    }
    return byId;
  }
}
