import { Table } from "momenta/figures";
import { percentInterval } from "../core/index.js";
import { barriersTo, isConnected, type LossLandscape } from "./result.js";

/** The barriers between the tasks' solutions and the joint solutions, optimizer by optimizer. */
export function barriers({ options, lines }: LossLandscape): Table {
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
    lines.flatMap((own) =>
      (["continued", "fresh"] as const).map((joint) => {
        const both = barriersTo(joint, own);
        return [
          own.optimizer,
          joint === "continued" ? "on from task 2" : "from the start",
          ...both.flatMap(({ loss, accuracy }) => [loss, percentInterval(accuracy, 1)]),
          isConnected(both) ? "yes" : "no",
        ];
      }),
    ),
  );
}

/** How far the solutions lie from one another. */
export function distances({ options, lines }: LossLandscape): Table {
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
      ...(["task 1 to task 2", "task 1 to joint", "task 2 to joint", "task 1 to fresh"] as const).map(
        (segment) => own[segment].distance,
      ),
    ]),
  );
}
