import type { Source } from "./source.js";

/** Lecture slides. */
export const optimization2: Source = {
  title: "Train your model: optimization 2",
  by: "Zijun Cui, CSE 849 Deep Learning, Spring 2025",
  sections: [
    {
      level: 1,
      heading: "Momentum and incremental updates",
      about: "momentum and Nesterov smooth the noise of minibatches",
      notebooks: ["25"],
    },
    {
      level: 1,
      heading: "Adjusting the learning rate",
      about: "a rate for each component: RMSProp, Adam, AdaGrad, Adadelta, AdaMax",
      notebooks: ["25"],
    },
    {
      level: 1,
      heading: "Visualizing the optimizers",
      about: "Beale’s function, the long valley, the saddle point, animated",
      notebooks: ["26"],
    },
  ],
  errata: [
    {
      section: "RMS Prop",
      slip: "ε stands inside the root, √(E[∂²D] + ε); in PyTorch it is added to the root.",
      taken: "Inside, as printed.",
    },
    {
      section: "Other variants of the same theme",
      slip: "“Generally no explicit learning rate to optimize” stands over AdaGrad, AdaDelta and AdaMax, and the next lines give η = 0.001 for RMSProp and Adam. Of all these only AdaDelta has none: the steps of the others are proportional to η.",
      taken: "The η that is given, or that of the method’s paper or of PyTorch; 1 for AdaDelta.",
    },
  ],
};
