import { type Figure, type Line, lines } from "../../figures/index.js";
import type { DecoupledDecay } from "./decoupledDecay.js";

const exactly = (value: number) => ({ estimate: value, lower: value, upper: value });
const forms = [
  { form: "l2", optimizer: "Adam", label: "Adam + L2" },
  { form: "adamw", optimizer: "AdamW", label: "AdamW" },
] as const;

/** The decay that parameters receive against the size of their gradients. */
export function adamwReceivedFigure({ toy, network, options }: DecoupledDecay): Figure {
  const { examined } = options;
  const inUnits = ({ estimate, lower, upper }: (typeof network.bins)[number]["history"]) => ({
    estimate: estimate / examined,
    lower: lower / examined,
    upper: upper / examined,
  });
  const histories = network.bins.map(({ history }) => history.estimate);
  const closedForm = (panel: number, at: readonly number[]): Line => ({
    optimizer: "1 / √v̂",
    panel,
    dashed: false,
    points: at.map((x) => ({ x, y: exactly(1 / x) })),
  });
  return lines(
    [
      closedForm(
        0,
        toy.map(({ scale }) => scale),
      ),
      closedForm(1, histories),
      {
        optimizer: "Adam",
        label: "Adam + L2",
        dashed: true,
        points: toy.map(({ scale, received }) => ({ x: scale, y: inUnits(received.printed) })),
      },
      ...forms.flatMap(({ form, ...named }): Line[] => [
        {
          ...named,
          dashed: false,
          points: toy.map(({ scale, received }) => ({ x: scale, y: inUnits(received[form]) })),
        },
        {
          ...named,
          panel: 1,
          dashed: false,
          points: network.bins.map(({ history, received }) => ({ x: history.estimate, y: inUnits(received[form]) })),
        },
      ]),
    ],
    {
      title: "The decay that a parameter receives, by its gradients",
      x: "√v̂ of the loss",
      y: "decay received / λ",
      panels: ["gradients are noise", "network, tenths"],
      logarithmic: { x: true, y: true },
      dashed: "L2 as the source prints it",
      dots: true,
      decimals: 3,
    },
  );
}

/** Test error over λ. */
export function adamwErrorFigure({ network, options }: DecoupledDecay): Figure {
  const { weightDecays, trained, seeds } = options;
  const above = weightDecays.slice(1);
  const [without] = network.error.l2 as [(typeof network.error.l2)[number]];
  return lines(
    [
      {
        optimizer: "λ = 0",
        dashed: false,
        points: [above[0] as number, above.at(-1) as number].map((x) => ({ x, y: exactly(without.estimate) })),
      },
      ...forms.map(
        ({ form, ...named }): Line => ({
          ...named,
          dashed: false,
          points: above.map((x, at) => ({ x, y: network.error[form][at + 1] as typeof without })),
        }),
      ),
    ],
    {
      title: `Test error after ${trained} training digits, mean and 95 % interval of ${seeds} seeds`,
      x: "λ",
      y: "test error, %",
      logarithmic: { x: true, y: true },
      dots: true,
      decimals: 1,
    },
  );
}
