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
  errata: [],
};
