import {
  chart,
  type Figure,
  formatDigits,
  type LineMark,
  type Panel,
  type PointsMark,
  valuesInWords,
} from "momenta/figures";
import type { Interval } from "momenta/statistics";
import { exactly, last } from "../core/index.js";
import type { AdamwForm } from "./measure/network.js";
import type { ToyForm } from "./measure/toy.js";
import type { DecoupledDecay } from "./result.js";

export const figures = {
  main: {
    caption:
      "The decay that parameters receive in units of λ, against the size of their gradients, on pure noise and in a network, parameter by parameter. " +
      "With an L2 penalty in Adam it falls with the gradients, under AdamW it is the same for all.",
    draw: drawReceived,
  },
  error: {
    caption:
      "Test error of a network over λ, for Adam with an L2 penalty and for AdamW, means and 95 % intervals over seeds. " +
      "L2 in Adam harms at a λ that is decades below the one at which AdamW does.",
    draw: drawError,
  },
};

const forms = [
  { form: "l2", optimizer: "Adam", name: "Adam + L2" },
  { form: "adamw", optimizer: "AdamW", name: "AdamW" },
] as const;

/** The decay that parameters receive against the size of their gradients. */
function drawReceived({ toy, network, options }: DecoupledDecay): Figure {
  const { examined } = options;
  const { parameters, bins } = network;
  const inUnits = (decay: number) => decay / examined;
  const scales = toy.map(({ scale }) => scale);
  const onNoise = (form: ToyForm): Pick<PointsMark, "x" | "y"> => ({
    x: scales,
    y: toy.map(({ received }) => {
      const { estimate, lower, upper } = received[form];
      return { estimate: inUnits(estimate), lower: inUnits(lower), upper: inUnits(upper) };
    }),
  });
  const points = (values: (form: AdamwForm) => Pick<PointsMark, "x" | "y">) =>
    forms.map(({ form, optimizer, name }): PointsMark => ({ as: "points", optimizer, name, ...values(form) }));
  const closedForm = (x: readonly number[]): LineMark => ({
    as: "line",
    name: "1 / √v̂",
    x,
    y: x.map((root) => 1 / root),
  });
  const ends = [Math.min, Math.max].map((end) => end(...forms.flatMap(({ form }) => parameters[form].history)));
  const panels: Panel[] = [
    {
      heading: "gradients are noise",
      y: { title: "decay received / λ" },
      marks: [
        closedForm(scales),
        ...points(onNoise),
        {
          as: "points",
          optimizer: "Adam",
          name: "L2 as the source prints it",
          symbol: "x-thin",
          ...onNoise("printed"),
        },
      ],
    },
    {
      heading: "parameters of a network",
      y: {},
      marks: [
        closedForm(ends),
        ...points((form) => ({ x: parameters[form].history, y: parameters[form].received.map(inUnits) })),
      ],
    },
  ];
  return chart({
    title: "The decay that a parameter receives, by its gradients",
    x: { title: "√v̂ of the loss", logarithmic: true },
    y: { logarithmic: true },
    rows: [panels],
    numbers: [
      ...toy.map(({ scale, received }) => {
        const [l2, adamw, printed] = [received.l2, received.adamw, received.printed].map(({ estimate }) =>
          formatDigits(inUnits(estimate), 3),
        );
        return `noise of size ${scale}: λ times ${l2} (Adam + L2), ${adamw} (AdamW), ${printed} (L2 as printed)`;
      }),
      ...bins.map(({ history, received }, at) => {
        const [root, l2, adamw] = [
          history.estimate,
          inUnits(received.l2.estimate),
          inUnits(received.adamw.estimate),
        ].map((value) => formatDigits(value, 3));
        return `network, tenth ${at + 1}, √v̂ ${root}: λ times ${l2} (Adam + L2), ${adamw} (AdamW)`;
      }),
    ],
  });
}

/** Test error over λ. */
function drawError({ network, options }: DecoupledDecay): Figure {
  const { weightDecays, trained, seeds } = options;
  const above = weightDecays.slice(1);
  const without = network.error.l2[0] as Interval;
  const marks: LineMark[] = [
    {
      as: "line",
      name: "λ = 0",
      dots: true,
      x: [above[0] as number, last(above)],
      y: [exactly(without.estimate), exactly(without.estimate)],
    },
    ...forms.map(
      ({ form, optimizer, name }): LineMark => ({
        as: "line",
        optimizer,
        name,
        dots: true,
        x: above,
        y: network.error[form].slice(1),
      }),
    ),
  ];
  return chart({
    title: `Test error after ${trained} training digits, mean and 95 % interval of ${seeds} seeds`,
    x: { title: "λ", logarithmic: true },
    y: { title: "test error, %" },
    rows: [[{ marks }]],
    numbers: marks.map((mark) => valuesInWords(mark.name as string, mark, 1)),
  });
}
