"""Golden trajectories for the optimizers: python generate.py > trajectories.json

Runs 100 updates in float64 and keeps every tenth point. The usual forms come from PyTorch, the notes' forms
(epsilon inside the root, no bias correction), which PyTorch lacks, from optax.

Made with torch 2.13.0, optax 0.2.8, jax 0.10.2.
"""

import json

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402
import optax  # noqa: E402
import torch  # noqa: E402

UPDATES, EVERY = 100, 10


def quadric(theta):
    x, y, z = theta
    return 0.5 * (x**2 + 20 * y**2 + 0.05 * z**2) + 0.7 * x * y


def rosenbrock(theta):
    x, y = theta
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


PROBLEMS = {"quadric": (quadric, [1.5, -2.0, 3.0]), "rosenbrock": (rosenbrock, [-1.2, 1.0])}


def run_torch(make, problem):
    function, start = PROBLEMS[problem]
    theta = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = make([theta])
    points = []
    for update in range(1, UPDATES + 1):
        optimizer.zero_grad()
        function(theta).backward()
        optimizer.step()
        if update % EVERY == 0:
            points.append(theta.tolist())
    return points


def run_optax(transformation, problem):
    function, start = PROBLEMS[problem]
    theta = jnp.array(start)
    state = transformation.init(theta)
    step = jax.jit(lambda g, s: transformation.update(g, s))
    gradient = jax.jit(jax.grad(function))
    points = []
    for update in range(1, UPDATES + 1):
        updates, state = step(gradient(theta), state)
        theta = optax.apply_updates(theta, updates)
        if update % EVERY == 0:
            points.append(theta.tolist())
    return points


def adam_of_the_notes(learningRate, beta1, beta2, epsilon):
    """optax keeps both averages; the step is m / sqrt(s + epsilon), as the notes write it."""
    average = optax.ema(beta1, debias=False)
    rms = optax.scale_by_rms(beta2)

    def init(params):
        return average.init(params), rms.init(params)

    def update(gradients, state):
        m, first = average.update(gradients, state[0])
        _, second = rms.update(gradients, state[1])
        return -learningRate * m / jnp.sqrt(second.nu + epsilon), (first, second)

    return optax.GradientTransformation(init, update)


def rmsprop_of_the_notes(learningRate, decay, epsilon):
    return optax.chain(optax.scale_by_rms(decay, epsilon, eps_in_sqrt=True), optax.scale(-learningRate))


SETTINGS = [
    ("sgd", {"learningRate": 0.03}, "quadric"),
    ("sgd", {"learningRate": 0.0017}, "rosenbrock"),
    ("sgd", {"learningRate": 0.02, "momentum": 0.55}, "quadric"),
    ("sgd", {"learningRate": 0.0004, "momentum": 0.93}, "rosenbrock"),
    ("rmsprop", {"learningRate": 0.013, "decay": 0.7, "epsilon": 0.02}, "quadric"),
    ("rmsprop", {"learningRate": 0.004, "decay": 0.97, "epsilon": 1e-3}, "rosenbrock"),
    ("adam", {"learningRate": 0.05, "beta1": 0.3, "beta2": 0.8, "epsilon": 0.05}, "quadric"),
    ("adam", {"learningRate": 0.011, "beta1": 0.95, "beta2": 0.9995, "epsilon": 1e-4}, "rosenbrock"),
    ("notes.rmsprop", {"learningRate": 0.013, "decay": 0.7, "epsilon": 0.02}, "quadric"),
    ("notes.rmsprop", {"learningRate": 0.004, "decay": 0.97, "epsilon": 1e-3}, "rosenbrock"),
    ("notes.adam", {"learningRate": 0.05, "beta1": 0.3, "beta2": 0.8, "epsilon": 0.05}, "quadric"),
    ("notes.adam", {"learningRate": 0.002, "beta1": 0.85, "beta2": 0.99, "epsilon": 1e-3}, "rosenbrock"),
]

RUN = {
    "sgd": lambda o, p: run_torch(lambda t: torch.optim.SGD(t, o["learningRate"], o.get("momentum", 0)), p),
    "rmsprop": lambda o, p: run_torch(
        lambda t: torch.optim.RMSprop(t, o["learningRate"], o["decay"], o["epsilon"]), p
    ),
    "adam": lambda o, p: run_torch(
        lambda t: torch.optim.Adam(t, o["learningRate"], (o["beta1"], o["beta2"]), o["epsilon"]), p
    ),
    "notes.rmsprop": lambda o, p: run_optax(rmsprop_of_the_notes(**o), p),
    "notes.adam": lambda o, p: run_optax(adam_of_the_notes(**o), p),
}

rows = [
    {
        "optimizer": name,
        "options": options,
        "problem": problem,
        "start": PROBLEMS[problem][1],
        "every": EVERY,
        "points": [[float(f"{x:.9g}") for x in point] for point in RUN[name](options, problem)],
    }
    for name, options, problem in SETTINGS
]
print("[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]")
