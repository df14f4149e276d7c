/**
 * Adds a value to the list of a key. A list is born with its first value: one that is born empty is given room for many,
 * which counts where there are 100,000 lists of one.
 */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
