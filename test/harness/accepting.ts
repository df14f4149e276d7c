/** What a text becomes when a proposal is accepted in it, as VS Code does it when nothing else is typed. */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Proposal } from '../../src/core/completion/complete';

/** A snippet with the defaults of its placeholders. */
export function withDefaults(snippet: string): string {
  const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');
  return snippet.replace(
    /\\(.)|\$\{\d+\|((?:\\.|[^|\\])*)\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/gs,
    (_, escaped?: string, choices?: string, text?: string) => {
      if (escaped !== undefined) return /[\\$}]/.test(escaped) ? escaped : `\\${escaped}`;
      if (choices !== undefined) return unescaped(/^(?:\\.|[^,\\])*/s.exec(choices)?.[0] ?? '');
      return text === undefined ? '' : unescaped(text);
    },
  );
}

export function accepted(text: string, { replaced, isSnippet, text: written }: Proposal): string {
  return text.slice(0, replaced.start) + (isSnippet ? withDefaults(written) : written) + text.slice(replaced.end);
}

/** Offsets at which values can be completed: inside of texts, at numbers; by their path. */
export function valuePlaces(text: string): { path: string; offset: number }[] {
  const places: { path: string; offset: number }[] = [];
  const visit = (node: Node, path: string): void => {
    if (node.type === 'string' || node.type === 'number') places.push({ path, offset: node.offset + 1 });
    else if (node.type === 'property') visit(node.children?.[1] as Node, path);
    else {
      for (const [index, child] of (node.children ?? []).entries()) {
        visit(child, `${path}/${child.type === 'property' ? child.children?.[0]?.value : index}`);
      }
    }
  };
  visit(parseTree(text) as Node, '');
  return places;
}

/** The offset before the bracket that ends a list. */
export function endOfList(text: string, path: (string | number)[]): number {
  const list = findNodeAtLocation(parseTree(text) as Node, path);
  if (list?.type !== 'array') throw new Error(`There is no list at ${path.join('/')}.`);
  return list.offset + list.length - 1;
}
