/** How ids of regions are compared. */

/** An id as Label Studio's editor compares it: it cuts ids off at `#`, so `a#1` and `a#2` are the same. */
export function editorId(id: string): string {
  const end = id.indexOf('#');
  return end < 0 ? id : id.slice(0, end);
}

/**
 * An id as text. A number for an id of a region has a rule of its own; what it says is found all the same.
 *
 * @returns undefined for what is neither text nor number
 */
export function idText(id: unknown): string | undefined {
  return typeof id === 'string' ? id : typeof id === 'number' ? String(id) : undefined;
}
