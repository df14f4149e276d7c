import { findNodeAtLocation, getLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { isObject } from '../isObject';
import type { Path, Span } from '../text/locate';
import { ALL_ELEMENTS, type Condensing, condensed } from './condensed';

/** Where something is being written in a unit. */
export interface Spot {
  /** From the root of the unit to the value, or to the object whose key it is. */
  path: Path;
  /** A key is being written, not a value. */
  isKey: boolean;
  /** What is replaced: the text or number at the cursor, or nothing. */
  replaced: Span;
  /** A colon stands behind it. */
  hasColon: boolean;
  /** Nothing is written there yet, and a value can be: it is not behind another one. */
  isFree: boolean;
  /** The value around it, as far as the text can be read: `at(['result', 0])`. */
  at(path: Path): unknown;
}

/**
 * Looks at a unit's text, which need not be JSON yet.
 *
 * @param offset in UTF-16 units from the start of the unit
 */
export function spotAt(whole: string, wholeOffset: number, how: Condensing = ALL_ELEMENTS): Spot {
  const { text, offset } = condensed(whole, wholeOffset, how);
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const isInside =
    previousNode !== undefined && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length;
  const token = isInside ? { start: previousNode.offset, end: previousNode.offset + previousNode.length } : undefined;
  const closed = token && closedAt(text, token, offset);
  let tree: Node | undefined;
  let isParsed = false;
  const at = (wanted: Path): unknown => {
    if (!isParsed) {
      tree = parseTree(closed ?? text, [], LENIENT);
      isParsed = true;
    }
    const node = tree && findNodeAtLocation(tree, [...wanted]);
    return node && getNodeValue(node);
  };
  const replaced = token
    ? { start: token.start, end: closed === undefined ? token.end : offset }
    : { start: offset, end: offset };
  // Behind an empty object the library still takes what comes for a key.
  const isKey = isAtPropertyKey && (path.at(-1) === '' || previousNode?.type === 'property');
  const hasColon = /^\s*:/.test(text.slice(replaced.end, replaced.end + 100));
  const isFree = replaced.start === replaced.end && /[[{,:]$/.test(text.slice(0, offset).trimEnd());
  const shift = wholeOffset - offset;
  return {
    path,
    isKey,
    replaced: { start: replaced.start + shift, end: replaced.end + shift },
    hasColon,
    isFree,
    at,
  };
}

const LENIENT = { disallowComments: true, allowTrailingComma: true };

/**
 * The unit with a closing quote at the cursor, where it is missing there and the text at the cursor has swallowed what
 * comes behind it; undefined where it has not.
 */
function closedAt(text: string, { start, end }: Span, offset: number): string | undefined {
  if (text.charAt(start) !== '"' || offset === start || !/^\s*[,}\]:]/.test(text.slice(offset, end))) return undefined;
  const closed = `${text.slice(0, offset)}"${text.slice(offset)}`;
  return faultsOf(closed) < faultsOf(text) ? closed : undefined;
}

function faultsOf(text: string): number {
  const errors: ParseError[] = [];
  parseTree(text, errors, LENIENT);
  return errors.length;
}

/** The parts of a unit around a value. */
export interface Around {
  /** Path of the prediction or annotation. */
  prediction: Path;
  /** Path of the region and its value, where the spot is in one. */
  region: { path: Path; value: Readonly<Record<string, unknown>> } | undefined;
  /** Path from the region, or from the prediction where there is none. */
  rest: Path;
}

/** The prediction and the region that a spot is in; undefined where it is in none. */
export function aroundOf({ path, at }: Spot): Around | undefined {
  const depth = path[0] === 'predictions' || path[0] === 'annotations' ? 2 : 0;
  if (depth === 2 && (path.length < 2 || typeof path[1] !== 'number')) return undefined;
  const prediction = path.slice(0, depth);
  if (path[depth] !== 'result' || typeof path[depth + 1] !== 'number') {
    return { prediction, region: undefined, rest: path.slice(depth) };
  }
  const regionPath = path.slice(0, depth + 2);
  const value = at(regionPath);
  const rest = path.slice(depth + 2);
  return { prediction, region: { path: regionPath, value: isObject(value) ? value : {} }, rest };
}
