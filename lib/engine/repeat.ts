import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { checkCarry, lengthOf, requireBoolean, requireTensors } from "./loop.js";
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
 * @param unfinished a bool scalar of the carry: the loop ends after a step from where it is false; the first step is always made
 */
export function repeat<Carry extends TensorTree>(
  times: number,
  step: (carry: Carry, index: Scalar) => Carry,
  carry: Carry,
  unfinished?: (carry: Carry) => Tensor,
): Carry {
  if (Tracer.current === null) return onHost(times, step, carry, unfinished);
  const inLoop = (current: Carry, index: Scalar): [Carry, TensorTree] => [step(current, index), {}];
  return scan(inLoop, carry, times, unfinished)[0];
}

function onHost<Carry extends TensorTree>(
  times: number,
  step: (carry: Carry, index: Scalar) => Carry,
  first: Carry,
  unfinished: (carry: Carry) => Tensor = () => tf.scalar(true, "bool"),
): Carry {
  lengthOf(times);
  requireTensors("repeat", "carry", first);
  let carry = mapTree((leaf) => tf.clone(leaf), first);
  for (let index = 0; index < times; index++) {
    const previous = carry;
    carry = tidy(() => {
      const next = step(previous, tf.scalar(index, "int32"));
      checkCarry("repeat", previous, next);
      return mapTree((leaf) => tf.clone(leaf), next);
    });
    tf.dispose(leaves(previous));
    const current = carry;
    if (!tidy(() => requireBoolean("repeat", unfinished(current)).dataSync()[0])) break;
  }
  return carry;
}
