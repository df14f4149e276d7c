/** What a text becomes when a proposal is accepted in it, as VS Code does it when nothing else is typed. */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Proposal } from '../../src/core/completion/complete';
import { withDefaults } from '../../src/core/tags/skeleton';

export { withDefaults };

export function accepted(text: string, { replaced, isSnippet, text: written }: Proposal): string {
  return text.slice(0, replaced.start) + (isSnippet ? withDefaults(written) : written) + text.slice(replaced.end);
}

/** A value in a text. */
export interface ValuePlace {
  path: string;
  /** Inside of it. */
  offset: number;
  start: number;
  end: number;
}

/** What somebody who is about to write a value has there: the text, and where the cursor is. */
export function halfWritten(text: string, { start, end }: ValuePlace): { text: string; offset: number }[] {
  const isText = text.charAt(start) === '"';
  return [
    '',
    ' ',
    ...(isText ? ['""', '"', text.slice(start, start + 2), `${text.slice(start, start + 2)}"`] : []),
  ].map((written) => ({
    text: text.slice(0, start) + written + text.slice(end),
    offset: start + (written === '""' ? 1 : written.endsWith('"') && written.length > 2 ? 2 : written.length),
  }));
}

/** Where values can be completed: texts and numbers, by their path. */
export function valuePlaces(text: string): ValuePlace[] {
  const places: ValuePlace[] = [];
  const visit = (node: Node, path: string): void => {
    if (node.type === 'string' || node.type === 'number') {
      places.push({ path, offset: node.offset + 1, start: node.offset, end: node.offset + node.length });
    }
    if (node.type === 'property') visit(node.children?.[1] as Node, path);
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
