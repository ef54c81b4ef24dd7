"""The training step of Momenta's bench in JAX: every replica at once (vmap), compiled (jit), many updates a call (fori_loop)."""

from functools import partial

import jax
import jax.numpy as jnp

from training_step import BATCH, BETA1, BETA2, EPSILON, LAYERS, LEARNING_RATE, ROWS, serve


def loss(params, inputs, labels):
    hidden = inputs
    for weights, bias in params[:-1]:
        hidden = jax.nn.relu(hidden @ weights + bias)
    weights, bias = params[-1]
    return -(labels * jax.nn.log_softmax(hidden @ weights + bias)).sum() / BATCH


def adam(params, first, second, gradients, count):
    first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradients)
    correct1, correct2 = 1 - BETA1**count, 1 - BETA2**count
    params = jax.tree.map(
        lambda p, m, v: p - LEARNING_RATE * (m / correct1) / (jnp.sqrt(v / correct2) + EPSILON), params, first, second
    )
    return params, first, second


@partial(jax.jit, donate_argnums=0)
def train(state, images, labels, table):
    def replica(params, first, second, rows, count):
        gradients = jax.grad(loss)(params, images[rows], labels[rows])
        return adam(params, first, second, gradients, count)

    def body(index, state):
        return jax.vmap(replica, in_axes=(0, 0, 0, 0, None))(*state, table[index], index + 1.0)

    return jax.lax.fori_loop(0, len(table), body, state)


def prepare(replicas, updates):
    keys = iter(jax.random.split(jax.random.key(0), 16))
    images = jax.random.uniform(next(keys), (ROWS, LAYERS[0]))
    labels = jax.nn.one_hot(jax.random.randint(next(keys), (ROWS,), 0, LAYERS[-1]), LAYERS[-1])
    table = jax.random.randint(next(keys), (updates, replicas, BATCH), 0, ROWS)
    params = [
        (jax.random.normal(next(keys), (replicas, inputs, outputs)) * 0.05, jnp.zeros((replicas, 1, outputs)))
        for inputs, outputs in zip(LAYERS, LAYERS[1:])
    ]
    state = (params, jax.tree.map(jnp.zeros_like, params), jax.tree.map(jnp.zeros_like, params))

    def run():
        nonlocal state
        state = jax.block_until_ready(train(state, images, labels, table))

    return run


if __name__ == "__main__":
    serve(prepare)
