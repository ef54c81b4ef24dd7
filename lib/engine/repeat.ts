import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { scan } from "./scan.js";
import { tf, tidy } from "./tensorflow.js";
import { Tracer } from "./tracer.js";
import { leaves, mapTree, type TensorTree } from "./tree.js";

/**
 * Runs `step` a number of times: carry₍ᵢ₊₁₎ = step(carryᵢ, i), for loops inside of library functions.
 *
 * Inside a compiled function it is `scan`. Outside of one the steps run op by op, where `scan` would compile a loop for
 * every call: a `step` that is written in place is a new one each time.
 *
 * @param unfinished a bool scalar of the carry: from where it is false on, the carry stays as it is and nothing is computed
 */
export function repeat<Carry extends TensorTree>(
  times: number,
  step: (carry: Carry, index: Scalar) => Carry,
  carry: Carry,
  unfinished?: (carry: Carry) => Tensor,
): Carry {
  if (Tracer.current === null) return onHost(times, step, carry, unfinished);
  const inLoop = (current: Carry, index: Scalar): [Carry, TensorTree] => {
    if (unfinished === undefined) return [step(current, index), {}];
    // A loop of one step or of none is TensorFlow's `if`.
    return scan((once: Carry): [Carry, TensorTree] => [step(once, index), {}], current, count(unfinished(current)));
  };
  return scan(inLoop, carry, times)[0];
}

/** 1 where a condition holds, 0 where it does not. */
function count(condition: Tensor): Scalar {
  return tf.cast(tf.reshape(condition, []), "int32");
}

function onHost<Carry extends TensorTree>(
  times: number,
  step: (carry: Carry, index: Scalar) => Carry,
  first: Carry,
  unfinished: (carry: Carry) => Tensor = () => tf.scalar(true, "bool"),
): Carry {
  let carry = mapTree((leaf) => tf.clone(leaf), first);
  for (let index = 0; index < times; index++) {
    const previous = carry;
    if (!tidy(() => unfinished(previous).dataSync()[0])) break;
    carry = tidy(() => mapTree((leaf) => tf.clone(leaf), step(previous, tf.scalar(index, "int32"))));
    tf.dispose(leaves(previous));
  }
  return carry;
}
