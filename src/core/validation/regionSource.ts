import type { ParsedUnit } from '../text/parseUnit';
import type { RegionNode, RegionSource, UnitNode } from './nodes';

// Classes, not literals with a getter: an engine makes a hidden class for each such literal, which keeps the whole unit
// alive until the next full collection.

/** The text of regions that were parsed with their unit. */
export class WholeSource implements RegionSource {
  constructor(private readonly unit: Pick<UnitNode, 'parsed' | 'text'>) {}

  get mayHoldPoison(): boolean {
    const { syntaxErrors, mayHoldPoison } = this.unit.parsed;
    return syntaxErrors.length === 0 && mayHoldPoison;
  }

  get isWhole(): boolean {
    return this.unit.parsed.syntaxErrors.length === 0;
  }

  text({ path }: RegionNode): string {
    const { parsed, text } = this.unit;
    const place = parsed.place(path)?.value;
    return place ? text.slice(place.start, place.end) : '';
  }
}

/** The text of a region that was parsed alone. */
export class OwnSource implements RegionSource {
  constructor(
    private readonly own: string,
    private readonly parsed: ParsedUnit,
  ) {}

  get mayHoldPoison(): boolean {
    const { syntaxErrors, mayHoldPoison } = this.parsed;
    return syntaxErrors.length === 0 && mayHoldPoison;
  }

  get isWhole(): boolean {
    return this.parsed.syntaxErrors.length === 0;
  }

  text(): string {
    return this.own;
  }
}
