import { glorotNormal, heNormal, type Initializer, normal } from "momenta/models";

export const startNames = ["Xavier", "He", "small, σ = .01", "large, σ = .5", "constant, 1 / fan-in"] as const;
export type StartName = (typeof startNames)[number];

const fanIn = (kernelShape: readonly number[]) => kernelShape[0] as number;

const withoutBias = (kernel: Initializer["kernel"]): Initializer => ({ kernel, bias: (values) => void values.fill(0) });

/** Where weights can start; all biases start at 0. */
export const starts: Readonly<Record<StartName, Initializer>> = {
  Xavier: glorotNormal,
  He: heNormal,
  "small, σ = .01": withoutBias(normal(0.01).kernel),
  "large, σ = .5": withoutBias(normal(0.5).kernel),
  "constant, 1 / fan-in": withoutBias((values, kernelShape) => void values.fill(1 / fanIn(kernelShape))),
};

/**
 * By how much the variance of the sums z grows from one hidden layer to the next in a network of ReLU, and that of the
 * gradients from one to the one below: ½ n σ².
 */
export function growthOfRelu(start: StartName): number | undefined {
  const variance = {
    Xavier: 1 / WIDTH,
    He: 2 / WIDTH,
    "small, σ = .01": 1e-4,
    "large, σ = .5": 0.25,
    "constant, 1 / fan-in": undefined,
  }[start];
  return variance === undefined ? undefined : (WIDTH * variance) / 2;
}

/** Units of every hidden layer. */
export const WIDTH = 50;
export const activationNames = ["relu", "tanh"] as const;
export type ActivationName = (typeof activationNames)[number];
