import type { Source } from "./source.js";

/** Lecture slides. */
export const whyLearningFails: Source = {
  title: "Why is learning prone to fail?",
  by: "Karel Zimmermann, Czech Technical University in Prague",
  sections: [
    {
      level: 1,
      heading: "SGD drawbacks: can get stuck on flat regions",
      about: "gradient descent on plateaus; the sigmoid fitting problem",
      notebooks: ["17"],
    },
    {
      level: 1,
      heading: "SGD drawbacks: oscillates",
      about: "zig-zag in a ravine; small and large learning rates",
      notebooks: ["17"],
    },
    {
      level: 1,
      heading: "SGD on quadric",
      about: "iterates, stability, the best learning rate, the rate (κ − 1) / (κ + 1)",
      notebooks: ["18"],
    },
    {
      level: 1,
      heading: "SGD + momentum on quadric",
      about: "the iteration matrix, the best α and β, the rate (√κ − 1) / (√κ + 1); overshoot of the rolling ball",
      notebooks: ["19"],
    },
    { level: 1, heading: "SGD with Nesterov momentum", about: "the gradient one step ahead", notebooks: ["19"] },
    {
      level: 1,
      heading: "Beyond first order methods",
      about: "Newton, what it costs, its diagonal approximation, RMSProp and Adam",
      notebooks: ["20"],
    },
    {
      level: 1,
      heading: "BFGS",
      about: "the secant in one and in many dimensions, BFGS and L-BFGS",
      notebooks: ["20"],
    },
    {
      level: 1,
      heading: "Double descent",
      about: "test error over the size of the model, through the size that fits all training data",
      notebooks: ["22"],
    },
  ],
  errata: [
    {
      section: "Double descent",
      slip:
        "“The larger the better” is said without a condition, and the page openai.com/blog/deep-double-descent is cited as Belkin " +
        "et al. 2019",
      taken:
        "larger is better beyond the size that fits all training data, and from end to end where a ridge is tuned; the page is " +
        "that of Nakkiran et al. 2019, arXiv 1912.02292, Belkin et al. is arXiv 1812.11118",
    },
  ],
};
