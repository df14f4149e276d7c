import { type Path, toPointer } from '../text/locate';
import type { FixEdit } from './fix';

/** Which places are taken by edits already, so that two fixes of one round never touch the same. */
export class PathClaims {
  /** Places that change, with everything in them. */
  readonly #taken = new Set<string>();
  /** Places in which something changes. */
  readonly #around = new Set<string>();

  /** @returns false, and takes nothing, when one of the places is taken */
  take(edits: readonly FixEdit[]): boolean {
    const paths = edits.flatMap(placesOf);
    if (!paths.every((path) => this.#isFree(path))) return false;
    for (const path of paths) {
      this.#taken.add(toPointer(path));
      for (let depth = 0; depth < path.length; depth++) this.#around.add(toPointer(path.slice(0, depth)));
    }
    return true;
  }

  #isFree(path: Path): boolean {
    if (this.#around.has(toPointer(path))) return false;
    for (let depth = 0; depth <= path.length; depth++) {
      if (this.#taken.has(toPointer(path.slice(0, depth)))) return false;
    }
    return true;
  }
}

function placesOf(edit: FixEdit): Path[] {
  switch (edit.op) {
    case 'insert':
      return [[...edit.path, edit.key]];
    case 'append':
      // Behind whatever the list holds.
      return [[...edit.path, Number.MAX_SAFE_INTEGER]];
    case 'rename':
      return [edit.path, [...edit.path.slice(0, -1), edit.key]];
    default:
      return [edit.path];
  }
}
