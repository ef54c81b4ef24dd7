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
      section: "SGD drawbacks: oscillates",
      slip: "[∇w₁, ∇w₂] = −∂f/∂w: the slides call the negative gradient ∇w.",
      taken: "∇ is the gradient; the arrows of the slides are the directions of the updates.",
    },
    {
      section: "SGD on quadric",
      slip: "The order of the eigenvalues and their sign are not said; the rate and the best learning rate take for granted 0 < λ₁ ≤ … ≤ λₙ, and 0 < αλᵢ < 2 has to hold for every i.",
      taken: "That order. The rate is that of a start with a share of the outermost eigenvectors.",
    },
    {
      section: "SGD + momentum on quadric",
      slip: "The iteration matrix [[β, λ], [−αβ, 1 − αλ]] belongs to v ← βv + ∂f, w ← w − αv, Goh’s signs; the rule on the same slide, v ← βv − ∂f, w ← w + αv, has the matrix [[β, −λ], [αβ, 1 − αλ]].",
      taken: "The latter for the rule as printed. v changes its sign; w, the eigenvalues and the rate are the same.",
    },
    {
      section: "SGD + momentum on quadric",
      slip: "“Build velocity as running average of gradients”: v ← βv − ∂f is a sum, whose weights add up to 1 / (1 − β).",
      taken: "The sum, as printed: the learning rate counts 1 / (1 − β) times in the long run.",
    },
    {
      section: "SGD + momentum on quadric",
      slip: "“Friction coeff β”, later ρ = .95: β is what friction leaves of the velocity, and with β = 1 there is none.",
      taken: "1 − β is the friction; ρ is β.",
    },
    {
      section: "SGD + momentum on quadric",
      slip: "[Flammarion, Bach COLT 2017]: arXiv 1504.01577, “From averaging to acceleration, there is only a step-size”, is of COLT 2015.",
      taken: "2015.",
    },
    {
      section: "SGD + momentum on quadric",
      slip: "In the PyTorch example the optimizer takes the parameters of a network that is defined after it, and optimizer.zero_grad() is missing: in a loop gradients would add up.",
      taken: "Network, optimizer, then for each batch zero_grad, loss, backward, step.",
    },
    {
      section: "SGD with Nesterov momentum",
      slip: "The gradient is taken at w + αv; the step that will be made without it is αβv. As printed the method is stable up to αλ = (2 + 2β) / 3 instead of (2 + 2β) / (1 + 2β), and with β = 0 it is not gradient descent.",
      taken: "w + αβv.",
    },
  ],
};
