import type { Tensor } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

interface TapeNode {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
}

/** What tfjs keeps of the operations that a gradient goes back through; not in its types. */
interface TapeKeeper {
  readonly state: { readonly activeTape: TapeNode[] };
  addTapeNode(...node: unknown[]): void;
}

/**
 * Keeps tfjs' tape in order from now on, for gradients of gradients.
 *
 * An operation whose gradient is made of its own output (exp, tanh, sigmoid, logSoftmax, …) puts a copy of that output
 * on the tape before itself. Reading forwards, tfjs takes the copy for a constant then, and the second derivative loses a
 * term without a word, or all of them ("Cannot compute gradient of y=f(x)": tensorflow/tfjs issue 3252). Here such an
 * operation goes before the copies of its outputs.
 */
export function orderTape(): void {
  const keeper = tf.engine() as unknown as TapeKeeper;
  const add = keeper.addTapeNode.bind(keeper);
  keeper.addTapeNode = (...node) => {
    add(...node);
    const tape = keeper.state.activeTape;
    const added = tape.pop() as TapeNode;
    const outputs = new Set(added.outputs.map((output) => output.id));
    let place = tape.length;
    while (place > 0 && reads(tape[place - 1] as TapeNode, outputs)) place--;
    tape.splice(place, 0, added);
  };
}

function reads({ inputs }: TapeNode, ids: ReadonlySet<number>): boolean {
  return Object.values(inputs).some((input) => ids.has(input.id));
}
