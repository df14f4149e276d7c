import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Draft } from '../completion/proposal';
import { regionsFor } from '../completion/regions';
import { siblingsOf } from '../completion/siblings';
import { aroundOf, spotAt } from '../completion/spot';
import type { LabelingConfig } from '../labelingConfig/model';

/** The regions that can be written into the prediction around a place, and where. */
export interface NewRegions {
  /** In UTF-16 units from the start of the unit: behind the region that the place is in, else behind the last one. */
  at: number;
  /** One for each control tag that can have another region here. */
  drafts: readonly Draft[];
  /** The text to be inserted, a snippet: a draft with what parts it from its neighbours. */
  snippetOf(draft: Draft): string;
}

/**
 * @param offset in UTF-16 units from the start of the unit
 * @param isOneLine nothing may break the line, as in JSONL
 * @returns undefined where there is no prediction with a list `result` around the place
 */
export function newRegions(
  text: string,
  offset: number,
  config: LabelingConfig,
  isOneLine: boolean,
): NewRegions | undefined {
  const spot = spotAt(text, offset);
  const around = aroundOf(spot);
  const tree = around && parseTree(text);
  const list = tree && findNodeAtLocation(tree, [...around.prediction, 'result']);
  if (!around || list?.type !== 'array') return undefined;
  const items = list.children ?? [];
  const own = around.region?.path.at(-1);
  const before = typeof own === 'number' ? items[own] : items.at(-1);
  const isFlat = isOneLine || (items.length > 0 && !text.slice(list.offset, list.offset + list.length).includes('\n'));
  const all = siblingsOf(spot, { prediction: around.prediction, region: undefined });
  return {
    at: before ? before.offset + before.length : list.offset + 1,
    drafts: regionsFor(config, all, isFlat ? '' : '\t'),
    snippetOf: ({ text: snippet }) => {
      if (isFlat) return before ? `, ${snippet}` : snippet;
      // VS Code gives what is inserted the indentation of its line, which in an empty list is that of its key.
      return before ? `,\n${snippet}` : `\n\t${snippet.replaceAll('\n', '\n\t')}\n`;
    },
  };
}
