/** How ids of regions are compared. */

/** An id as Label Studio's editor compares it: it cuts ids off at `#`, so `a#1` and `a#2` are the same. */
export function editorId(id: string): string {
  const end = id.indexOf('#');
  return end < 0 ? id : id.slice(0, end);
}

/** The id by which others can refer to a region. To one whose id is empty the editor gives another. */
export function ownId(id: unknown): string | undefined {
  return idText(id) || undefined;
}

/** Whether a region is one without an id: an empty one is none. */
export function isNoId(id: unknown): boolean {
  return id === undefined || id === '';
}

/**
 * An id as text. A number for an id of a region has a rule of its own; what it says is found all the same.
 *
 * @returns undefined for what is neither text nor number
 */
export function idText(id: unknown): string | undefined {
  return typeof id === 'string' ? id : typeof id === 'number' ? String(id) : undefined;
}
