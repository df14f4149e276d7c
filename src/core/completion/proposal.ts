import type { Span } from '../text/locate';

/** What is proposed to be written at a spot. */
export interface Proposal {
  label: string;
  kind: 'name' | 'label' | 'id' | 'value' | 'key' | 'region';
  /** A few words beside the label. */
  detail?: string;
  /** Markdown. */
  documentation?: string;
  /** JSON text, or a snippet. */
  text: string;
  isSnippet?: boolean;
  /** The best of them come first. */
  rank: number;
  /** What it replaces, in UTF-16 units from the start of the unit. */
  replaced: Span;
}

/** A proposal without its place, which all proposals at a spot share. */
export type Draft = Omit<Proposal, 'replaced' | 'rank'> & { rank?: number };

/** A text as JSON. */
export const literal = (value: string | number): string => JSON.stringify(value);
