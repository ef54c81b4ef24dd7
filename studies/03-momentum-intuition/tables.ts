import { formatNumber, Table } from "momenta/figures";
import { percentInterval } from "../core/index.js";
import type { MomentumIntuition } from "./result.js";

/** Where the second task ends, by how long the first was trained. */
export function distances({ options, switches }: MomentumIntuition): Table {
  return new Table(
    `Distance to the joint solution at the end of task 2, mean and 95 % interval of ${options.problems} problems`,
    [
      { heading: "updates of task 1" },
      { heading: "velocity left" },
      { heading: "carried over" },
      { heading: "reset" },
      { heading: "plain SGD" },
      { heading: "carried − reset", decimals: 3 },
      { heading: "nearer than reset" },
    ],
    switches.map(({ after, velocity, distance, distanceGained, nearer }) => [
      after,
      percentInterval(velocity, velocity.estimate < 0.01 ? 3 : 0),
      distance.carried,
      distance.reset,
      distance.plain,
      distanceGained,
      percentInterval(nearer),
    ]),
  );
}

/** How long the second task takes, by how long the first was trained. */
export function updates({ options, switches }: MomentumIntuition): Table {
  return new Table(
    `Updates until the loss of task 2 stays below ${formatNumber(options.tolerance)}, and the longest of them`,
    [
      { heading: "updates of task 1" },
      { heading: "carried over", decimals: 1 },
      { heading: "reset", decimals: 1 },
      { heading: "plain SGD", decimals: 1 },
      { heading: "carried − reset", decimals: 1 },
      { heading: "longest, carried over", decimals: 1 },
      { heading: "longest, reset", decimals: 1 },
      { heading: "longest, plain SGD", decimals: 1 },
    ],
    switches.map(({ after, settled, slowedBy, longest }) => [
      after,
      settled.carried,
      settled.reset,
      settled.plain,
      slowedBy,
      longest.carried,
      longest.reset,
      longest.plain,
    ]),
  );
}

/** The velocity of the network at the task switch. */
export function velocities({ options, network }: MomentumIntuition): Table {
  return new Table(
    `The network on MNIST: the velocity at the task switch, mean and 95 % interval of ${options.seeds} runs`,
    [
      { heading: "task 1 ends" },
      { heading: "updates", decimals: 1 },
      { heading: "velocity left, of its maximum" },
      { heading: "to learn task 2, carried over", decimals: 1 },
      { heading: "reset", decimals: 1 },
      { heading: "carried − reset", decimals: 1 },
    ],
    network.map(({ ends, updates, velocity, carried, reset, slowedBy }) => [
      ends,
      updates,
      percentInterval(velocity, 1),
      carried,
      reset,
      slowedBy,
    ]),
  );
}
