import { inspect } from "node:util";

/** The numbers of one parameter of one run, row after row, and its shape, without a replica axis. */
export class ParameterArray extends Float32Array {
  readonly shape: readonly number[];

  /** @throws RangeError where there are not as many values as the shape has */
  constructor(values: ArrayLike<number>, shape: readonly number[]) {
    super(values);
    const size = shape.reduce((product, length) => product * length, 1);
    if (size !== values.length) {
      throw new RangeError(
        `a parameter of shape [${shape.join(", ")}] has ${size} numbers; ${values.length} are given.`,
      );
    }
    this.shape = shape;
  }

  /** What is made of a part of it, or by `map`, has another shape. */
  static get [Symbol.species](): Float32ArrayConstructor {
    return Float32Array;
  }

  /** Nested lists. */
  toJSON(): unknown {
    return nested([...this], this.shape);
  }

  /** Its type and shape, as `console.log` shows it. */
  [inspect.custom](): string {
    return `float32 [${this.shape.join(", ")}]`;
  }
}

function nested(values: readonly number[], [length = 1, ...inner]: readonly number[]): unknown {
  if (inner.length === 0) return values;
  const size = values.length / length;
  return Array.from({ length }, (_, at) => nested(values.slice(at * size, (at + 1) * size), inner));
}
