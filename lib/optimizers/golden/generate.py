"""Golden trajectories for the optimizers: python generate.py > trajectories.json

Runs 100 updates in float64 on each of four functions and keeps every tenth point. What PyTorch has comes from PyTorch;
what it lacks, or has otherwise than the paper, from optax: the notes' forms (epsilon inside the root, no bias correction),
momentum as a moving average, Nadam with a constant beta1, centered RMSProp with epsilon inside the root, Lion, the
schedule-free methods, Adafactor. A start that is a matrix has a point of the function in each column; the loss is their sum.

A setting is fit for comparing float32 with it where the library's own float32 run stays within 5e-6; where it does not
(a short memory bouncing around a minimum: rounding decides) the generator stops and says so.

Made with torch 2.13.0, optax 0.2.8, jax 0.10.2.
"""

import json

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import optax  # noqa: E402
import optax.contrib  # noqa: E402
import torch  # noqa: E402

UPDATES, EVERY = 100, 10


def quadric(theta):
    x, y, z = theta
    return 0.5 * (x**2 + 20 * y**2 + 0.05 * z**2) + 0.7 * x * y


def rosenbrock(theta):
    """With 5 in place of 100, so that one setting suits all four functions."""
    x, y = theta
    return (1 - x) ** 2 + 5 * (y - x**2) ** 2


def monkey_saddle(theta):
    x, y = theta
    return x**3 - 3 * x * y**2 + 0.25 * (x**2 + y**2) ** 2


def soft_corner(theta):
    x, y = theta
    return (1 + 2.718281828459045 ** (2 * x + y) + 2.718281828459045 ** (x - 3 * y)) ** 0.5 + 0.5 * (x + 2) ** 2


PROBLEMS = {
    "quadric": (quadric, [1.5, -2.0, 3.0]),
    "rosenbrock": (rosenbrock, [1.2, 0.5]),
    "monkeySaddle": (monkey_saddle, [0.3, 0.9]),
    "softCorner": (soft_corner, [-0.5, -0.9]),
}

# What the columns of a matrix are: the start, scaled and shifted.
COLUMNS = [(1, 0), (0.6, 0.3), (-0.4, 0.2), (0.8, -0.1)]


def run_torch(make, problem, bits, make_scheduler=None, clip=None):
    """A scheduler sees the loss before the step, as optax' reduce_on_plateau does."""
    function, start = problem
    theta = torch.tensor(start, dtype=getattr(torch, f"float{bits}"), requires_grad=True)
    optimizer = make([theta])
    scheduler = make_scheduler and make_scheduler(optimizer)
    points = []
    for update in range(1, UPDATES + 1):
        optimizer.zero_grad()
        loss = function(theta)
        loss.backward()
        if scheduler:
            scheduler.step(loss.item())
        if clip:
            clip(theta)
        optimizer.step()
        if update % EVERY == 0:
            points.append(theta.tolist())
    return points


def run_optax(transformation, problem, bits):
    function, start = problem
    theta = jnp.array(start, dtype=f"float{bits}")
    state = transformation.init(theta)
    step = jax.jit(transformation.update)
    gradient = jax.jit(jax.grad(function))
    points = []
    for update in range(1, UPDATES + 1):
        updates, state = step(gradient(theta), state, theta)
        theta = optax.apply_updates(theta, updates)
        if update % EVERY == 0:
            points.append(theta.tolist())
    return points


def matrix_problem(problem):
    function, start = PROBLEMS[problem]
    columns = [[x * factor + shift for x in start] for factor, shift in COLUMNS]
    return lambda theta: sum(function(column) for column in theta.T), np.array(columns).T.tolist()


def run_muon(o, problem, bits):
    """PyTorch's Muon, which iterates in bfloat16, here in the precision of theta; its matrices go from inputs to outputs
    the other way round."""
    function, start = problem
    rounded, torch.Tensor.bfloat16 = torch.Tensor.bfloat16, torch.Tensor.clone
    points = run_torch(
        lambda t: torch.optim.Muon(
            t, o["learningRate"], weight_decay=o["weightDecay"], momentum=o["momentum"], adjust_lr_fn="original"
        ),
        (lambda theta: function(theta.T), np.array(start).T.tolist()),
        bits,
    )
    torch.Tensor.bfloat16 = rounded
    return [np.array(point).T for point in points]


def adafactor(learningRate, decayExponent, clippingThreshold, minimumScale):
    """The paper's relative step sizes, and its smallest scale of parameters, which optax.adafactor does not let one choose."""
    return optax.chain(
        optax.scale_by_factored_rms(decay_rate=decayExponent, min_dim_size_to_factor=2),
        optax.clip_by_block_rms(clippingThreshold),
        optax.scale_by_schedule(lambda count: jnp.minimum(learningRate, 1 / jnp.sqrt(count + 1.0))),
        optax.scale_by_param_block_rms(minimumScale),
        optax.scale(-1),
    )


def schedule_free_sgd(learningRate, momentum, weightDecay):
    return optax.contrib.schedule_free_sgd(learningRate, b1=momentum, weight_decay=weightDecay)


def schedule_free_adamw(learningRate, beta1, beta2, epsilon, weightDecay):
    return optax.contrib.schedule_free_adamw(
        learningRate, b1=beta1, b2=beta2, eps=epsilon, weight_decay=weightDecay
    )


def adam_of_the_notes(learningRate, beta1, beta2, epsilon):
    """optax keeps both averages; the step is m / sqrt(s + epsilon), as the notes write it."""
    average = optax.ema(beta1, debias=False)
    rms = optax.scale_by_rms(beta2)

    def init(params):
        return average.init(params), rms.init(params)

    def update(gradients, state, params):
        m, first = average.update(gradients, state[0])
        _, second = rms.update(gradients, state[1])
        return -learningRate * m / jnp.sqrt(second.nu + epsilon), (first, second)

    return optax.GradientTransformation(init, update)


def rmsprop_of_the_notes(learningRate, decay, epsilon):
    return optax.chain(optax.scale_by_rms(decay, epsilon, eps_in_sqrt=True), optax.scale(-learningRate))


def ema_momentum(learningRate, momentum):
    return optax.chain(optax.ema(momentum, debias=False), optax.scale(-learningRate))


def centered_rmsprop_inside(learningRate, decay, epsilon):
    return optax.rmsprop(learningRate, decay, epsilon, eps_in_sqrt=True, centered=True)


def lion(learningRate, beta1, beta2, weightDecay):
    return optax.lion(learningRate, beta1, beta2, weight_decay=weightDecay)


def nadam(learningRate, beta1, beta2, epsilon):
    return optax.nadam(learningRate, beta1, beta2, epsilon)


MOMENTUM = [{"learningRate": 0.02, "momentum": 0.55}, {"learningRate": 0.003, "momentum": 0.93}]
RMSPROP = [
    {"learningRate": 0.004, "decay": 0.7, "epsilon": 0.3},
    {"learningRate": 0.004, "decay": 0.97, "epsilon": 1e-3},
]
ADAM = [
    {"learningRate": 0.008, "beta1": 0.3, "beta2": 0.8, "epsilon": 0.2},
    {"learningRate": 0.011, "beta1": 0.95, "beta2": 0.9995, "epsilon": 1e-4},
]
DECAY = [{**ADAM[0], "weightDecay": 0.7}, {**ADAM[1], "weightDecay": 0.03}]
ADAFACTOR = [
    {"learningRate": 0.01, "decayExponent": 0.8, "clippingThreshold": 1, "minimumScale": 1e-3},
    {"learningRate": 0.004, "decayExponent": 0.9, "clippingThreshold": 0.6, "minimumScale": 1.2},
]

SETTINGS = {
    "sgd": [{"learningRate": 0.02}, {"learningRate": 0.0017}],
    "heavyBall": MOMENTUM,
    "emaMomentum": [{"learningRate": 0.03, "momentum": 0.55}, {"learningRate": 0.05, "momentum": 0.93}],
    "nesterov": MOMENTUM,
    "adagrad": [
        {"learningRate": 0.3, "epsilon": 0.02, "initialSum": 0.4},
        {"learningRate": 0.05, "epsilon": 1e-3, "initialSum": 0},
    ],
    "adadelta": [
        {"learningRate": 0.05, "decay": 0.7, "epsilon": 2e-3},
        {"learningRate": 2, "decay": 0.97, "epsilon": 1e-5},
    ],
    "rmsprop": RMSPROP,
    "centeredRmsprop": RMSPROP,
    "centeredRmsprop.inside": RMSPROP,
    "adam": ADAM,
    "adamax": ADAM,
    "nadam": ADAM,
    "amsgrad": ADAM,
    "adamw": DECAY,
    "adam.l2": DECAY,
    "notes.rmsprop": RMSPROP,
    "notes.adam": ADAM,
    "sgd.plateau": [
        {"rate": 0.03, "factor": 0.7, "patience": 4, "threshold": 0.05, "minimumRate": 0.004},
        {"rate": 0.02, "factor": 0.35, "patience": 9, "threshold": 0.2, "minimumRate": 0},
    ],
    "lion": [
        {"learningRate": 0.002, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.3},
        {"learningRate": 0.004, "beta1": 0.5, "beta2": 0.8, "weightDecay": 0},
    ],
    "scheduleFreeSgd": [
        {"learningRate": 0.03, "momentum": 0.9, "weightDecay": 0.2},
        {"learningRate": 0.01, "momentum": 0.6, "weightDecay": 0},
    ],
    "scheduleFreeAdamw": DECAY,
    "adafactor": ADAFACTOR,
    "adafactor.matrix": ADAFACTOR,
    "muon.matrix": [
        {"learningRate": 0.01, "momentum": 0.95, "weightDecay": 0.1},
        {"learningRate": 0.003, "momentum": 0.6, "weightDecay": 0},
    ],
    "sgd.clippedByNorm": [{"learningRate": 0.02, "limit": 1.5}, {"learningRate": 0.1, "limit": 0.2}],
    "sgd.clippedByValue": [{"learningRate": 0.02, "limit": 1.5}, {"learningRate": 0.1, "limit": 0.2}],
}


def torch_adam(make, **more):
    return lambda o, p, bits: run_torch(
        lambda t: make(
            t, o["learningRate"], (o["beta1"], o["beta2"]), o["epsilon"], o.get("weightDecay", 0), **more
        ),
        p,
        bits,
    )


def torch_sgd(**more):
    return lambda o, p, bits: run_torch(lambda t: torch.optim.SGD(t, o["learningRate"], o.get("momentum", 0), **more), p, bits)


def torch_plateau(o, p, bits):
    return run_torch(
        lambda t: torch.optim.SGD(t, o["rate"]),
        p,
        bits,
        lambda optimizer: torch.optim.lr_scheduler.ReduceLROnPlateau(
            optimizer, "min", o["factor"], o["patience"], o["threshold"], "rel", 0, o["minimumRate"], eps=0
        ),
    )


def torch_clipped(clip):
    return lambda o, p, bits: run_torch(
        lambda t: torch.optim.SGD(t, o["learningRate"]), p, bits, clip=lambda theta: clip([theta], o["limit"])
    )


def torch_rmsprop(**more):
    return lambda o, p, bits: run_torch(
        lambda t: torch.optim.RMSprop(t, o["learningRate"], o["decay"], o["epsilon"], **more), p, bits
    )


def by_optax(make):
    return lambda o, p, bits: run_optax(make(**o), p, bits)


RUN = {
    "sgd": torch_sgd(),
    "heavyBall": torch_sgd(),
    "emaMomentum": by_optax(ema_momentum),
    "nesterov": torch_sgd(nesterov=True),
    "adagrad": lambda o, p, bits: run_torch(
        lambda t: torch.optim.Adagrad(
            t, o["learningRate"], eps=o["epsilon"], initial_accumulator_value=o["initialSum"]
        ),
        p,
        bits,
    ),
    "adadelta": lambda o, p, bits: run_torch(
        lambda t: torch.optim.Adadelta(t, o["learningRate"], o["decay"], o["epsilon"]), p, bits
    ),
    "rmsprop": torch_rmsprop(),
    "centeredRmsprop": torch_rmsprop(centered=True),
    "centeredRmsprop.inside": by_optax(centered_rmsprop_inside),
    "adam": torch_adam(torch.optim.Adam),
    "adamax": torch_adam(torch.optim.Adamax),
    "nadam": by_optax(nadam),
    "amsgrad": torch_adam(torch.optim.Adam, amsgrad=True),
    "adamw": torch_adam(torch.optim.AdamW),
    "adam.l2": torch_adam(torch.optim.Adam),
    "notes.rmsprop": by_optax(rmsprop_of_the_notes),
    "notes.adam": by_optax(adam_of_the_notes),
    "sgd.plateau": torch_plateau,
    "lion": by_optax(lion),
    "scheduleFreeSgd": by_optax(schedule_free_sgd),
    "scheduleFreeAdamw": by_optax(schedule_free_adamw),
    "adafactor": by_optax(adafactor),
    "adafactor.matrix": by_optax(adafactor),
    "muon.matrix": run_muon,
    "sgd.clippedByNorm": torch_clipped(torch.nn.utils.clip_grad_norm_),
    "sgd.clippedByValue": torch_clipped(torch.nn.utils.clip_grad_value_),
}


def problem_for(name, problem):
    return matrix_problem(problem) if name.endswith(".matrix") else PROBLEMS[problem]


def trajectory(name, options, problem):
    exact, single = (np.array(RUN[name](options, problem_for(name, problem), bits)) for bits in (64, 32))
    apart = max(np.linalg.norm(a - b) / np.linalg.norm(b) for a, b in zip(single, exact))
    if not apart < 5e-6:
        UNFIT.append(f"{name} {options} on {problem}: float32 is {apart:.1e} from float64")
    return np.vectorize(lambda x: float(f"{x:.9g}"))(exact).tolist()


UNFIT = []
rows = [
    {
        "optimizer": name,
        "options": options,
        "problem": problem,
        "start": problem_for(name, problem)[1],
        "every": EVERY,
        "points": trajectory(name, options, problem),
    }
    for name, settings in SETTINGS.items()
    for options in settings
    for problem in PROBLEMS
]
if UNFIT:
    raise SystemExit("\n".join(UNFIT))
print("[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]")
