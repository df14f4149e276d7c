import { firstAtLeast } from '../ascending';

/** A stretch of the text that is kept in order: a unit, or a hole that is still to be searched for units. */
export class Stretch {
  /** Set by the ledger. */
  block!: Block;
  /** Start, counted from the start of the block. */
  at = 0;
  length = 0;
  /** Problems in it, so that whole blocks without any can be passed over. */
  weight = 0;

  get start(): number {
    return this.block.base + this.at;
  }

  get end(): number {
    return this.block.base + this.at + this.length;
  }
}

/** Neighbouring stretches with a common origin: to move them all, the origin is moved. */
export class Block {
  base = 0;
  index = 0;
  weight = 0;
  stretches: Stretch[] = [];
}

/** Stretches in a block: moving costs at most this, and one step for each other block. */
const BLOCK = 256;

/**
 * Stretches of a text in order, not overlapping. An edit moves everything behind it; that costs a few thousand additions
 * in a file of a million units. Offsets are UTF-16 units.
 */
export class Ledger<S extends Stretch> {
  #blocks: Block[] = [];

  *[Symbol.iterator](): Generator<S, void, undefined> {
    for (const { stretches } of this.#blocks) for (const stretch of stretches) yield stretch as S;
  }

  /** Those that have problems, in order. */
  *weighty(): Generator<S, void, undefined> {
    for (const { stretches, weight } of this.#blocks) {
      if (weight === 0) continue;
      for (const stretch of stretches) if (stretch.weight > 0) yield stretch as S;
    }
  }

  clear(): void {
    this.#blocks = [];
  }

  last(): S | undefined {
    return this.#blocks.at(-1)?.stretches.at(-1) as S | undefined;
  }

  next(stretch: S): S | undefined {
    const { block } = stretch;
    const own = block.stretches[block.stretches.indexOf(stretch) + 1];
    return (own ?? this.#blocks[block.index + 1]?.stretches[0]) as S | undefined;
  }

  previous(stretch: S): S | undefined {
    const { block } = stretch;
    const own = block.stretches[block.stretches.indexOf(stretch) - 1];
    return (own ?? this.#blocks[block.index - 1]?.stretches.at(-1)) as S | undefined;
  }

  /** How many stretches stand before this one. */
  ordinal(stretch: S): number {
    let before = 0;
    for (let index = 0; index < stretch.block.index; index++) before += this.#blocks[index]?.stretches.length ?? 0;
    return before + stretch.block.stretches.indexOf(stretch);
  }

  /** Those that a range touches, be it only at their edge. */
  touching(from: number, to: number): S[] {
    const found: S[] = [];
    let stretch = this.firstEndingAt(from);
    while (stretch && stretch.start <= to) {
      found.push(stretch);
      stretch = this.next(stretch);
    }
    return found;
  }

  /** The first one that ends at or behind an offset. */
  firstEndingAt(offset: number): S | undefined {
    const endOf = (block: number): number => this.#blocks[block]?.stretches.at(-1)?.end ?? 0;
    const block = this.#blocks[firstAtLeast(this.#blocks.length, endOf, offset)];
    return block?.stretches.find(({ end }) => end >= offset) as S | undefined;
  }

  /** A stretch has become longer or shorter, and everything behind it moves. */
  grow(stretch: S, delta: number): void {
    stretch.length += delta;
    this.#move(stretch.block, stretch.block.stretches.indexOf(stretch) + 1, delta);
  }

  /** Everything from a stretch on moves. */
  moveFrom(stretch: S | undefined, delta: number): void {
    if (stretch) this.#move(stretch.block, stretch.block.stretches.indexOf(stretch), delta);
  }

  weigh(stretch: S, weight: number): void {
    stretch.block.weight += weight - stretch.weight;
    stretch.weight = weight;
  }

  /** Sets the range of a stretch that stays between its neighbours. */
  place(stretch: S, start: number, end: number): void {
    stretch.at = start - stretch.block.base;
    stretch.length = end - start;
  }

  remove(stretch: S): void {
    const { block } = stretch;
    block.stretches.splice(block.stretches.indexOf(stretch), 1);
    block.weight -= stretch.weight;
    stretch.weight = 0;
    if (block.stretches.length > 0) return;
    this.#blocks.splice(block.index, 1);
    this.#renumber(block.index);
  }

  /** Puts stretches in, in order, behind another one; at the beginning if that is undefined. */
  insert(behind: S | undefined, fresh: readonly { stretch: S; start: number; end: number }[]): void {
    if (fresh.length === 0) return;
    let block = behind?.block ?? this.#blocks[0];
    if (!block) {
      block = new Block();
      this.#blocks.push(block);
    }
    const own = block;
    for (const { stretch, start, end } of fresh) {
      stretch.block = own;
      this.place(stretch, start, end);
      own.weight += stretch.weight;
    }
    const at = behind ? own.stretches.indexOf(behind) + 1 : 0;
    if (fresh.length === 1) own.stretches.splice(at, 0, (fresh[0] as { stretch: S }).stretch);
    else {
      const added = fresh.map(({ stretch }) => stretch);
      own.stretches = own.stretches.slice(0, at).concat(added, own.stretches.slice(at));
    }
    if (own.stretches.length > 2 * BLOCK) this.#split(own);
  }

  #move(block: Block, from: number, delta: number): void {
    if (delta === 0) return;
    for (let index = from; index < block.stretches.length; index++) (block.stretches[index] as Stretch).at += delta;
    for (let index = block.index + 1; index < this.#blocks.length; index++)
      (this.#blocks[index] as Block).base += delta;
  }

  #split(block: Block): void {
    const parts: Block[] = [];
    const { stretches } = block;
    for (let from = 0; from < stretches.length; from += BLOCK) {
      const part = new Block();
      part.stretches = stretches.slice(from, from + BLOCK);
      part.base = (part.stretches[0] as Stretch).start;
      parts.push(part);
    }
    for (const part of parts) {
      for (const stretch of part.stretches) {
        stretch.at = stretch.start - part.base;
        stretch.block = part;
        part.weight += stretch.weight;
      }
    }
    const { index } = block;
    this.#blocks.splice(index, 1, ...parts);
    this.#renumber(index);
  }

  #renumber(from: number): void {
    for (let index = from; index < this.#blocks.length; index++) (this.#blocks[index] as Block).index = index;
  }
}
