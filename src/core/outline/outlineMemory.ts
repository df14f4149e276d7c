import type { UnitCell } from '../engine/unitCell';
import type { LabelingConfig } from '../labelingConfig/model';
import type { OutlineItem } from './outline';

/** Characters of a unit that are read for its title. */
export const HEAD = 400;

/** What may still be told and read. */
export interface Budget {
  items: number;
  characters: number;
}

/** What was told of a unit, and what was known of it then. */
interface Told {
  result: UnitCell['result'];
  /** Its place among the units, where it may be named by that. */
  index: number | undefined;
  item: OutlineItem;
}

/**
 * What was told of the units of a document, under one labeling config. A unit whose result is the same has not been edited:
 * every edit of it gives it another one.
 */
export class OutlineMemory {
  readonly #heads = new WeakMap<UnitCell, Told>();
  /** Those that were told in full the last time, with what it took of the budget. */
  #details = new Map<UnitCell, Told & { cost: Budget }>();
  readonly #fresh = new Map<UnitCell, Told & { cost: Budget }>();

  constructor(readonly config: LabelingConfig | undefined) {}

  head(cell: UnitCell, index: number, make: () => OutlineItem): OutlineItem {
    const known = this.#heads.get(cell);
    if (known && isOf(known, cell, index)) return known.item;
    const item = make();
    if (cell.result && !cell.edit) this.#heads.set(cell, toldOf(cell, index, item));
    return item;
  }

  /** @param make tells it anew, and takes from the budget what that takes */
  details(cell: UnitCell, index: number, budget: Budget, make: () => OutlineItem | undefined): OutlineItem | undefined {
    const known = this.#details.get(cell);
    const isWhole = cell.length + HEAD <= budget.characters;
    if (known && isWhole && isOf(known, cell, index) && known.cost.items < budget.items) {
      this.#fresh.set(cell, known);
      budget.items -= known.cost.items;
      budget.characters -= known.cost.characters;
      return known.item;
    }
    const before = { ...budget };
    const item = make();
    const cost = { items: before.items - budget.items, characters: before.characters - budget.characters };
    // What has used up all that was allowed may not be all that there is.
    if (item && isWhole && budget.items > 0 && cell.result && !cell.edit)
      this.#fresh.set(cell, { ...toldOf(cell, index, item), cost });
    return item;
  }

  /** Forgets what was not told this time. */
  keep(): void {
    this.#details = new Map(this.#fresh);
    this.#fresh.clear();
  }
}

function toldOf({ result }: UnitCell, index: number, item: OutlineItem): Told {
  return { result, index: item.name.endsWith(String(index + 1)) ? index : undefined, item };
}

function isOf(told: Told, { result, edit }: UnitCell, index: number): boolean {
  return told.result === result && !edit && (told.index === undefined || told.index === index);
}
