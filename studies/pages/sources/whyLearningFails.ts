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
    {
      section: "Beyond first order methods",
      slip: "The convergence rate of Newton's method on a convex quadric is given as zero, which reads as if it did not converge.",
      taken: "The rate is the factor by which an update multiplies the distance: zero is one step.",
    },
    {
      section: "Beyond first order methods",
      slip: "g / √(g² + ε) is given as an approximation of H⁻¹·g. It knows no curvature: where |g| is large against √ε it is the sign of g, and where it is small, g / √ε.",
      taken:
        "As printed, beside Newton's own step. They have one direction where the axes of a quadric are the coordinates and all |wᵢ − wᵢ*| are equal.",
    },
    {
      section: "Beyond first order methods",
      slip: "Adam is called AdaGrad with momentum in g and g²; AdaGrad adds squared gradients up, the formula averages them.",
      taken: "The formula, which is RMSProp with an average of g.",
    },
    {
      section: "BFGS",
      slip: "The secant method multiplies f′ by the difference quotient of f′, where it has to divide by it: as printed it converges where 0 < |f″| < √2 alone, and in one step where f″ = 1.",
      taken: "w − f′(w) / (Δf′ / Δw), beside the printed form.",
    },
    {
      section: "BFGS",
      slip: "A symmetric matrix is said to have (N × N) / 2 unknowns; it has N·(N + 1) / 2.",
      taken: "N·(N + 1) / 2.",
    },
    {
      section: "BFGS",
      slip: "The last term of the analytical solution has a plus. H⁺·s is then y + 2·H·s, and the condition H⁺·s = y is never met.",
      taken: "A minus: H + y·yᵀ/(yᵀ·s) − H·s·sᵀ·H/(sᵀ·H·s).",
    },
    {
      section: "BFGS",
      slip: "The solution of arg min ‖H⁺ − H‖_F among symmetric matrices with H⁺·s = y is not BFGS but Powell's symmetric form of Broyden's update.",
      taken:
        "BFGS, which is nearest for the inverses and in a norm weighted by the curvature (Nocedal and Wright 2006, equation 6.16 and what follows).",
    },
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
