import { Table } from "momenta/figures";
import { barriersOf, isConnected, percent } from "./claims.js";
import type { LossLandscape } from "./lossLandscape.js";

/** The barriers between the tasks' solutions and the joint solutions, optimizer by optimizer. */
export function lossLandscapeTable({ options, lines }: LossLandscape): Table {
  return new Table(
    `Barriers on the straight line to the joint solution, mean and 95 % interval of ${options.seeds} runs (the notes ask, and report no number)`,
    [
      { heading: "optimizer" },
      { heading: "joint solution trained" },
      { heading: "from task 1: loss of task 1, nats", decimals: 3 },
      { heading: "accuracy" },
      { heading: "from task 2: loss of task 2, nats", decimals: 3 },
      { heading: "accuracy" },
      { heading: "connected" },
    ],
    lines
      .map(barriersOf)
      .flatMap(({ optimizer, continued, fresh }) =>
        ([continued, fresh] as const).map((barriers, kind) => [
          optimizer,
          kind === 0 ? "on from task 2" : "from the start",
          barriers[0].loss,
          percent(barriers[0].accuracy),
          barriers[1].loss,
          percent(barriers[1].accuracy),
          isConnected(barriers) ? "yes" : "no",
        ]),
      ),
  );
}

/** How far the solutions lie from one another. */
export function lossLandscapeDistances({ options, lines }: LossLandscape): Table {
  return new Table(
    `Distances between solutions, ‖θ − θ′‖, mean and 95 % interval of ${options.seeds} runs`,
    [
      { heading: "optimizer" },
      { heading: "task 1 to task 2" },
      { heading: "task 1 to joint" },
      { heading: "task 2 to joint" },
      { heading: "task 1 to joint from the start" },
    ],
    lines.map(({ optimizer, lines: own }) => [
      optimizer,
      own["task 1 to task 2"].distance,
      own["task 1 to joint"].distance,
      own["task 2 to joint"].distance,
      own["task 1 to fresh"].distance,
    ]),
  );
}
