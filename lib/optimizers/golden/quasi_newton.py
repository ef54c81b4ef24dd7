"""What PyTorch's L-BFGS and SciPy's quasi-Newton methods do: python quasi_newton.py > quasiNewton.json

"trajectories": PyTorch's LBFGS with line_search_fn="strong_wolfe", one update at a time in float64, its points and the
evaluations of the objective so far. A trajectory is kept as long as PyTorch's own float32 run makes as many evaluations
and stays within 2e-5 of it: later ones depend on rounding.

"minima": where SciPy's BFGS and L-BFGS-B end on test functions, and after how many iterations and evaluations.

Made with torch 2.13.0, scipy 1.17.1.
"""

import json

import numpy as np
import torch
from scipy.optimize import minimize

UPDATES, TRIALS = 12, 20


def quadric(theta):
    x, y, z = theta
    return 0.5 * (x**2 + 20 * y**2 + 0.05 * z**2) + 0.7 * x * y


def beale(theta):
    x, y = theta
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def rosenbrock(theta):
    return sum((1 - x) ** 2 + 100 * (y - x**2) ** 2 for x, y in zip(theta[:-1], theta[1:]))


def soft_corner(theta):
    x, y = theta
    return (1 + 2.718281828459045 ** (2 * x + y) + 2.718281828459045 ** (x - 3 * y)) ** 0.5 + 0.5 * (x + 2) ** 2


PROBLEMS = {
    "quadric": (quadric, [1.5, -2.0, 3.0]),
    "beale": (beale, [1.0, 1.0]),
    "rosenbrock": (rosenbrock, [-1.2, 1.0]),
    "softCorner": (soft_corner, [-0.5, -0.9]),
}
SETTINGS = [
    {"learningRate": 1, "memory": 10},
    {"learningRate": 0.6, "memory": 2},
]


def run(function, start, setting, dtype, updates):
    theta = torch.tensor(start, dtype=dtype, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [theta],
        setting["learningRate"],
        max_iter=1,
        max_eval=TRIALS + 1,
        tolerance_grad=0,
        tolerance_change=0,
        history_size=setting["memory"],
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimizer.zero_grad()
        value = function(theta)
        value.backward()
        return value

    points, evaluations = [], []
    for _ in range(updates):
        optimizer.step(closure)
        points.append(theta.tolist())
        evaluations.append(optimizer.state[theta]["func_evals"])
    return np.array(points), evaluations


def trajectory(problem, setting):
    function, start = PROBLEMS[problem]
    exact, counts = run(function, start, setting, torch.float64, UPDATES)
    single, single_counts = run(function, start, setting, torch.float32, UPDATES)
    apart = np.linalg.norm(single - exact, axis=1) / np.maximum(np.linalg.norm(exact, axis=1), 1e-2)
    fit = [a < 2e-5 and m == n for a, m, n in zip(apart, counts, single_counts)]
    kept = fit.index(False) if False in fit else len(fit)
    assert kept >= 3, f"{problem} {setting}: float32 leaves float64 after {kept} updates"
    return {
        "problem": problem,
        "start": start,
        "options": setting,
        "points": [[float(f"{x:.9g}") for x in point] for point in exact[:kept]],
        "evaluations": counts[:kept],
    }


def minima(problem, starts, method):
    function = PROBLEMS[problem][0]

    def value_and_gradient(theta):
        at = torch.tensor(theta, requires_grad=True)
        value = function(at)
        value.backward()
        return value.item(), at.grad.numpy()

    found = [minimize(value_and_gradient, start, jac=True, method=method) for start in starts]
    return {
        "problem": problem,
        "method": method,
        "starts": starts,
        "points": [[float(f"{x:.6g}") for x in one.x] for one in found],
        "iterations": [int(one.nit) for one in found],
        "evaluations": [int(one.nfev) for one in found],
    }


STARTS = [
    ("rosenbrock", [[-1.2, 1.0], [2.0, -1.0]]),
    ("rosenbrock", [[-1.2, 1.0, -1.2, 1.0, 1.0]]),
    ("beale", [[1.0, 1.0], [2.5, -0.5]]),
]
print(
    json.dumps(
        {
            "trajectories": [trajectory(p, s) for p in PROBLEMS for s in SETTINGS],
            "minima": [minima(p, s, m) for p, s in STARTS for m in ("BFGS", "L-BFGS-B")],
        },
        indent=1,
    )
)
