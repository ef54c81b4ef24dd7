/** Something that a compiled function cannot do; the message names the op and the user's line. */
export class TraceError extends Error {
  override name = "TraceError";
}

/**
 * TensorFlow's error about a compiled function, whole, behind the user's line of the first node that it names.
 *
 * @param origins the user's line of each node
 */
export function explained(title: string, error: Error, origins: ReadonlyMap<string, string>, hint = ""): Error {
  const node = error.message.match(/n\d+_\w+/g)?.find((name) => origins.has(name));
  const origin = node === undefined ? "" : ` (${node.replace(/^n\d+_/, "")} at ${origins.get(node)})`;
  return new Error(`${title}${origin}: ${error.message}${hint}`, { cause: error });
}
