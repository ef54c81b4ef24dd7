import type { Tensor } from "@tensorflow/tfjs";

/** Nested arrays and records with leaves at the ends. */
export type Tree<Leaf> = Leaf | readonly Tree<Leaf>[] | { readonly [name: string]: Tree<Leaf> };

/** A tree whose leaves are tensors: parameters, gradients, optimizer state. */
export type TensorTree = Tree<Tensor>;

/** A tree taken apart: its leaves in order, and the path of each (`layer1.kernel`, `[0].bias`). */
export interface Flat<Leaf> {
  readonly leaves: Leaf[];
  readonly paths: string[];
}

type Branch = readonly unknown[] | Readonly<Record<string, unknown>>;

/** Arrays and plain records are branches; everything else, a tensor for one, is a leaf. */
function isBranch(node: unknown): node is Branch {
  if (node === null || typeof node !== "object") return false;
  if (Array.isArray(node)) return true;
  const prototype = Object.getPrototypeOf(node);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** The leaves of a tree, depth first, records in the order of their keys, each with its path. */
export function flatten<Leaf>(tree: Tree<Leaf>): Flat<Leaf> {
  const flat: Flat<Leaf> = { leaves: [], paths: [] };
  const visit = (node: unknown, path: string): void => {
    if (!isBranch(node)) {
      flat.leaves.push(node as Leaf);
      flat.paths.push(path);
    } else if (Array.isArray(node)) {
      node.forEach((child, index) => {
        visit(child, join(path, index));
      });
    } else {
      for (const [name, child] of Object.entries(node)) visit(child, join(path, name));
    }
  };
  visit(tree, "");
  return flat;
}

/** The leaves of a tree, in the order of `flatten`. */
export function leaves<Leaf>(tree: Tree<Leaf>): Leaf[] {
  return flatten(tree).leaves;
}

/**
 * A tree of the same structure with other leaves, taken in the order of `flatten`.
 *
 * @throws Error where there are more leaves than places, or fewer
 */
export function unflatten<Leaf>(structure: Tree<unknown>, newLeaves: readonly Leaf[]): Tree<Leaf> {
  let next = 0;
  const build = (node: unknown): Tree<Leaf> => {
    if (!isBranch(node)) return newLeaves[next++] as Tree<Leaf>;
    if (Array.isArray(node)) return node.map(build);
    return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, build(child)]));
  };
  const tree = build(structure);
  if (next === newLeaves.length) return tree;
  throw new Error(`unflatten: the structure has ${next} leaves, and ${newLeaves.length} are given.`);
}

/**
 * Applies `fn` to the leaves of one tree, or to the corresponding leaves of several.
 *
 * ```ts
 * const next = mapTree((p, u) => tf.add(p, u), params, updates);
 * ```
 *
 * @throws Error where a further tree has other leaves than the first, or has them in another order
 */
export function mapTree<T extends TensorTree>(
  fn: (...leaves: Tensor[]) => Tensor,
  first: T,
  ...others: TensorTree[]
): T {
  const columns = [first, ...others].map((tree) => flatten<Tensor>(tree));
  const [head] = columns as [Flat<Tensor>];
  for (const column of columns) {
    if (column.paths.length !== head.paths.length || column.paths.some((path, at) => path !== head.paths[at])) {
      throw new Error(
        `mapTree: the trees differ: one has ${head.leaves.length} leaves (${head.paths.join(", ")}), ` +
          `another ${column.leaves.length} (${column.paths.join(", ")}). Give trees of one structure, their keys in the same order.`,
      );
    }
  }
  const mapped = head.leaves.map((_, index) => fn(...columns.map((column) => column.leaves[index] as Tensor)));
  return unflatten(first, mapped) as T;
}
