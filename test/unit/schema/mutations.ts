/** Ways to break a prediction, one at a time, for the tests of the schema. */

export type Path = readonly (string | number)[];
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** What replaces a value to make it one of another kind. */
const samples: Readonly<Record<Kind, unknown>> = {
  string: 'text',
  number: 7,
  boolean: true,
  null: null,
  array: [],
  object: {},
};

export interface Mutation {
  /** `drop`, or the kind that the value was replaced by. */
  change: 'drop' | Kind;
  path: Path;
  prediction: unknown;
}

export function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Kind;
}

/** Every place in a value, the value itself excepted. */
export function* places(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    yield here;
    yield* places(child, here);
  }
}

/** A copy of `root` with the value at `path` replaced, or removed when `value` is undefined. */
export function withValue(root: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(root);
  let holder = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = path[path.length - 1] as string | number;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/** Every key dropped, and every value replaced by each other kind of JSON value. */
export function* mutationsOf(prediction: unknown): Generator<Mutation> {
  for (const path of places(prediction)) {
    if (typeof path[path.length - 1] === 'string') {
      yield { change: 'drop', path, prediction: withValue(prediction, path, undefined) };
    }
    const kind = kindOf(valueAt(prediction, path));
    for (const other of Object.keys(samples) as Kind[]) {
      if (other === kind) continue;
      yield { change: other, path, prediction: withValue(prediction, path, samples[other]) };
    }
  }
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], root);
}

/**
 * Where a path is, for people and for the list of allowed misses: the type of the region and the path inside it, with
 * indices as `*`; for the prediction itself the type is `prediction`.
 */
export function locationOf(prediction: unknown, path: Path): { type: string; at: string } {
  const at = (steps: Path): string => steps.map((step) => (typeof step === 'number' ? '*' : step)).join('/');
  if (path[0] !== 'result' || path.length < 3) return { type: 'prediction', at: at(path) };
  return { type: String(valueAt(prediction, ['result', path[1] as number, 'type'])), at: at(path.slice(2)) };
}
