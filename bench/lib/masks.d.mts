/** What a mask says: how many values, and how many of them are not 0. Throws when it is not well-formed. */
export function readMask(bytes: readonly number[]): { values: number; painted: number };
