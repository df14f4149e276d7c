import { addTo } from '../addTo';
import { type Candidate, nearestIn } from './nearest';

/** One choice of a tree. */
export interface PathNode extends Candidate {
  /** From the outermost choice down to this one. */
  readonly path: readonly string[];
  readonly children: ReadonlyMap<string, PathNode>;
}

/** Choices as a tree. Choices of one text below one choice are one, as for the editor. */
export class PathTree {
  readonly roots: ReadonlyMap<string, PathNode>;
  /** Every choice, in document order. */
  readonly nodes: readonly PathNode[];
  readonly #byText = new Map<string, PathNode[]>();
  readonly #below = new Map<ReadonlyMap<string, PathNode>, readonly PathNode[]>();

  /**
   * @param paths of every choice, those around it first
   * @param labels what people may write for a choice
   */
  constructor(paths: Iterable<readonly string[]>, labels: Iterable<Candidate>) {
    const values = new Map(Array.from(labels, ({ text, value }) => [text, value]));
    const roots = new Map<string, PathNode>();
    const nodes: PathNode[] = [];
    for (const path of paths) {
      let level = roots;
      for (const [depth, text] of path.entries()) {
        let node = level.get(text);
        if (!node) {
          node = { text, value: values.get(text), path: path.slice(0, depth + 1), children: new Map() };
          level.set(text, node);
          nodes.push(node);
          this.#addText(node);
        }
        level = node.children as Map<string, PathNode>;
      }
    }
    this.roots = roots;
    this.nodes = nodes;
  }

  #addText(node: PathNode): void {
    addTo(this.#byText, node.text, node);
  }

  /** The choice at the end of a path; undefined when the path does not lead through the tree. */
  at(path: readonly unknown[]): PathNode | undefined {
    let level = this.roots;
    let node: PathNode | undefined;
    for (let depth = 0; depth < path.length; depth++) {
      node = level.get(path[depth] as string);
      if (!node) return undefined;
      level = node.children;
    }
    return node;
  }

  /** Whether there is a choice of this text anywhere. */
  has(text: string): boolean {
    return this.#byText.has(text);
  }

  /** All choices of a text. */
  named(text: string): readonly PathNode[] {
    return this.#byText.get(text) ?? [];
  }

  /** Paths that a wrong one can have been meant for, the best first; none where nothing resembles it. */
  candidatesFor(path: readonly string[]): (readonly string[])[] {
    const last = path.at(-1) ?? '';
    const mended = this.#mended(path);
    const same = [...this.named(last)].sort((a, b) => shared(b.path, path) - shared(a.path, path));
    const similar = same.length > 0 ? [] : this.#similar(last);
    const found = new Map<string, readonly string[]>();
    for (const node of [...(mended ? [mended] : []), ...same, ...similar]) found.set(node.path.join('\n'), node.path);
    return [...found.values()].slice(0, 12);
  }

  /** The path with each step that is not in its place taken for the most similar one there. */
  #mended(path: readonly string[]): PathNode | undefined {
    let level = this.roots;
    let node: PathNode | undefined;
    for (const step of path) {
      node = level.get(step) ?? this.#nearestIn(level, step);
      if (!node) return undefined;
      level = node.children;
    }
    return node;
  }

  #nearestIn(level: ReadonlyMap<string, PathNode>, text: string): PathNode | undefined {
    let nodes = this.#below.get(level);
    if (!nodes) {
      nodes = [...level.values()];
      this.#below.set(level, nodes);
    }
    const { candidates, near } = nearestIn(text, nodes);
    return near > 0 ? level.get(candidates[0] as string) : undefined;
  }

  #similar(text: string): readonly PathNode[] {
    const { candidates, near } = nearestIn(text, this.nodes);
    return candidates.slice(0, near).flatMap((candidate) => this.named(candidate));
  }
}

/** How many steps two paths have in common. */
function shared(one: readonly string[], other: readonly string[]): number {
  return one.filter((step) => other.includes(step)).length;
}

/** The choices without choices below, from a choice down. */
export function leavesOf(node: PathNode): PathNode[] {
  return node.children.size === 0 ? [node] : [...node.children.values()].flatMap(leavesOf);
}
