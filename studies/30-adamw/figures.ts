import {
  colourOf,
  type Figure,
  formatNumber,
  type Line,
  lines,
  type MeasuredSeries,
  measured,
  neutralColours,
  symbolOf,
} from "momenta/figures";
import type { DecoupledDecay } from "./decoupledDecay.js";
import type { AdamwForm } from "./network.js";
import type { ToyForm } from "./toy.js";

const exactly = (value: number) => ({ estimate: value, lower: value, upper: value });
const forms = [
  { form: "l2", optimizer: "Adam", label: "Adam + L2" },
  { form: "adamw", optimizer: "AdamW", label: "AdamW" },
] as const;

/** The decay that parameters receive against the size of their gradients. */
export function adamwReceivedFigure({ toy, network, options }: DecoupledDecay): Figure {
  const { examined } = options;
  const inUnits = (decay: number) => decay / examined;
  const scales = toy.map(({ scale }) => scale);
  const ofNoise = (form: ToyForm) => {
    const received = toy.map((one) => one.received[form]);
    const [y, lower, upper] = (["estimate", "lower", "upper"] as const).map((end) =>
      received.map((interval) => inUnits(interval[end])),
    ) as [number[], number[], number[]];
    return { x: scales, y, interval: { lower, upper } };
  };
  const ofForms = (points: (form: AdamwForm) => Pick<MeasuredSeries, "x" | "y" | "interval">) =>
    forms.map(
      ({ form, optimizer, label }): MeasuredSeries => ({
        ...{ name: label, as: "points", colour: colourOf(optimizer), symbol: symbolOf(optimizer) },
        ...points(form),
      }),
    );
  const inWords = (value: number) => formatNumber(Number(value.toPrecision(3)));
  const closedForm = (x: readonly number[]): MeasuredSeries => ({
    ...{ name: "1 / √v̂", as: "line", colour: neutralColours.published, x },
    y: x.map((root) => 1 / root),
  });
  const axes = { x: "√v̂ of the loss", y: "decay received / λ", logarithmic: { x: true, y: true } } as const;
  const { parameters, bins } = network;
  const ends = [Math.min, Math.max].map((end) => end(...forms.flatMap(({ form }) => parameters[form].history)));
  return measured(
    [
      {
        ...axes,
        title: "gradients are noise",
        series: [
          closedForm(scales),
          ...ofForms(ofNoise),
          {
            ...{ name: "L2 as the source prints it", as: "points", colour: colourOf("Adam"), symbol: "x-thin" },
            ...ofNoise("printed"),
          },
        ],
      },
      {
        ...axes,
        title: "parameters of a network",
        y: "",
        series: [
          closedForm(ends),
          ...ofForms((form) => ({ x: parameters[form].history, y: parameters[form].received.map(inUnits) })),
        ],
      },
    ],
    {
      title: "The decay that a parameter receives, by its gradients",
      numbers: [
        ...toy.map(({ scale, received }) => {
          const [ofL2, ofAdamw, ofPrinted] = [received.l2, received.adamw, received.printed].map(({ estimate }) =>
            inWords(inUnits(estimate)),
          );
          return `noise of size ${scale}: λ times ${ofL2} (Adam + L2), ${ofAdamw} (AdamW), ${ofPrinted} (L2 as printed)`;
        }),
        ...bins.map(({ history, received }, at) => {
          const [root, ofL2, ofAdamw] = [
            history.estimate,
            inUnits(received.l2.estimate),
            inUnits(received.adamw.estimate),
          ].map(inWords);
          return `network, tenth ${at + 1}, √v̂ ${root}: λ times ${ofL2} (Adam + L2), ${ofAdamw} (AdamW)`;
        }),
      ],
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
      logarithmic: { x: true },
      dots: true,
      decimals: 1,
    },
  );
}
