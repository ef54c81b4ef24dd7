import type { Source } from "./source.js";

/** Lecture slides. */
export const adamAndVariants: Source = {
  title: "Adam and its variants",
  by: "Dong-Young Lim, UNIST, AI51101",
  sections: [
    {
      level: 1,
      heading: "Challenges: differential curvature, steep cliffs",
      about: "basin, ravine, saddle, plateau, cliff",
      notebooks: ["27"],
    },
    { level: 1, heading: "Preconditioning", about: "a step size for each direction", notebooks: ["27"] },
    {
      level: 1,
      heading: "AdaGrad, RMSProp",
      about: "the rate that vanishes, the first steps that are too large",
      notebooks: ["28"],
    },
    {
      level: 1,
      heading: "Adam properties I to IV",
      about: "bias correction, scale invariance, the bound on the step, noise-to-signal ratio",
      notebooks: ["28"],
    },
    {
      level: 1,
      heading: "Adam: the convergence; AMSGrad",
      about: "the sequence on which Adam drifts to the worst point; regret",
      notebooks: ["29"],
    },
    { level: 1, heading: "AdamW", about: "an L2 penalty is weight decay for SGD and not for Adam", notebooks: ["30"] },
  ],
  errata: [],
};
