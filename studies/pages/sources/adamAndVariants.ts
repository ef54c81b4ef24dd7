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
    {
      level: 1,
      heading: "Gradient descent with momentum",
      about: "the velocity in ravines, on plateaus and at saddles",
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
  errata: [
    {
      section: "Challenges: differential curvature, steep cliffs",
      slip: "Of the basin it says that any step downhill points to the center; a step downhill may point to a whole half plane.",
      taken: "The step of steepest descent does.",
    },
    {
      section: "Challenges: differential curvature, steep cliffs",
      slip: "The gradient is called the steepest descent direction; it is that of steepest ascent.",
      taken: "−∇f, as in the formula for θ.",
    },
    {
      section: "Gradient descent with momentum",
      slip: "Consistent gradients are said to accumulate, in a velocity that is printed as an average, v ← β·v + (1 − β)·g: the average of equal gradients is no larger than they are.",
      taken: "As printed; what is said of it holds for the heavy ball, v ← β·v + g, which is the same at γ / (1 − β).",
    },
    {
      section: "Preconditioning",
      slip: "The diagonals of AdaGrad, RMSProp and Adam are introduced as approximations of the Hessian; they are made of squared gradients, and in the example, with the gradient (10, 10), the first one is a multiple of the identity.",
      taken: "The example with the Hessian, as printed; the three methods beside it.",
    },
    {
      section: "Adam property I",
      slip: "E[m̂] = E[g] and E[v̂] = E[g²]; m̂ and v̂ nearly unbiased in the early phase",
      taken: "exactly unbiased at every update where gradients are stationary; biased at any where they are not",
    },
    {
      section: "Adam; Adam property II",
      slip: "√(v̂ + ε) in the algorithm, √v̂ + ε in Property III",
      taken: "√v̂ + ε, as in Adam's paper; with ε inside the root gradients of 10⁻⁴ and less are not rescaled",
    },
    {
      section: "Adam property III",
      slip: "|m̂| ≤ √v̂ by the Cauchy–Schwarz inequality in stationary regimes, so |Δθ| ≤ γ",
      taken:
        "right where β₁ = β₂; else |m̂| ≤ (1 − β₁)/√((1 − β₂)(1 − β₁²/β₂)) · √v̂ in the limit, 7.27 √v̂ with (.9, .999); sparse " +
        "gradients come to 3.16 γ",
    },
    {
      section: "AdaGrad",
      slip: "the rate steadily decreases and becomes very small",
      taken: "where gradients stay, as γ/√t; where they vanish fast, as on a quadric, it settles above 0",
    },
    {
      section: "AMSGrad",
      slip: "Adam with a small β₂ goes +γ a cycle",
      taken: "+γ only where β₂C² ≪ 1; with the β₂ = 1/(1 + C²) of the proof 0.70 γ for C = 10, 1/√2 γ for large C",
    },
    {
      section: "AMSGrad",
      slip: "the sequence C, −1, −1 shows a flaw of Adam where gradients are rare and large",
      taken: "of Adam with β₁ = 0 and β₂ below about 1/C; with the default decay rates a rarer C is needed (Theorem 2)",
    },
    {
      section: "AMSGrad",
      slip: "AMSGrad's R_T/T → 0 beside steps of a constant γ",
      taken: "γ/√t, as Theorem 4 says; with a constant γ it tends to (2C − 1)/3 · γ/√v",
    },
    {
      section: "AdamW",
      slip: "the penalty λ‖θ‖² has the gradient λθ",
      taken: "½ λ‖θ‖²",
    },
    {
      section: "AdamW",
      slip: "L2 in Adam is θ − γ D (m̂ + λθ), the gradient penalized before it is divided",
      taken:
        "λθ is added to the gradient, as the text says, and enters both moments; the formula leaves it out of them",
    },
    {
      section: "AdamW, proximal view",
      slip: "the term −γλθ_t, from which AdamW's update follows exactly",
      taken:
        "λ θ_tᵀ D⁻¹ θ, which gives it exactly; ½ λ θᵀ D⁻¹ θ gives it to first order in γλ and γ, the term as printed no decay",
    },
  ],
};
