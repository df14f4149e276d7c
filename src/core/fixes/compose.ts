import type { TextEdit } from './textEdits';

/** The text after edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

/** A part of the text as it became: a stretch of the first text, or characters that are new. */
type Part = { start: number; end: number } | string;

/**
 * Two rounds of edits as one: `second` is about the text that `first` makes.
 *
 * @param length of the text before both
 */
export function composeEdits(
  first: readonly TextEdit[],
  second: readonly TextEdit[],
  length: number,
): readonly TextEdit[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  return editsOf(changed(partsOf(first, length), second), length);
}

function partsOf(edits: readonly TextEdit[], length: number): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    if (start > at) parts.push({ start: at, end: start });
    if (text !== '') parts.push(text);
    at = end;
  }
  if (length > at) parts.push({ start: at, end: length });
  return parts;
}

const lengthOf = (part: Part): number => (typeof part === 'string' ? part.length : part.end - part.start);

function cut(part: Part, from: number, to: number): Part {
  if (typeof part === 'string') return part.slice(from, to);
  return { start: part.start + from, end: part.start + to };
}

function changed(parts: readonly Part[], edits: readonly TextEdit[]): Part[] {
  const result: Part[] = [];
  let index = 0;
  /** Where the part at `index` begins, and how much of it is done. */
  let begin = 0;
  let done = 0;
  const takeTo = (offset: number, isKept: boolean): void => {
    while (index < parts.length && begin + done < offset) {
      const part = parts[index] as Part;
      const to = Math.min(lengthOf(part), offset - begin);
      if (isKept) result.push(cut(part, done, to));
      done = to;
      if (done < lengthOf(part)) return;
      begin += lengthOf(part);
      done = 0;
      index++;
    }
  };
  for (const { start, end, text } of edits) {
    takeTo(start, true);
    if (text !== '') result.push(text);
    takeTo(end, false);
  }
  takeTo(Number.POSITIVE_INFINITY, true);
  return result;
}

function editsOf(parts: readonly Part[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let text = '';
  const close = (start: number): void => {
    if (start > at || text !== '') edits.push({ start: at, end: start, text });
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    close(part.start);
    at = part.end;
  }
  close(length);
  return edits;
}
