"""The training step of Momenta's bench in JAX: every replica at once (vmap), compiled (jit), many updates a call (fori_loop).

The convolutional network makes one update a call: on a CPU, XLA computes convolutions inside of a loop several times slower.
"""

from functools import partial

import jax
import jax.numpy as jnp

from peer import serve

NETWORKS = {
    "mlp": [(784, 100), (100, 100), (100, 10)],
    "cnn": [(3, 3, 1, 16), (3, 3, 16, 32), (7 * 7 * 32, 10)],
}


def mlp(params, inputs):
    hidden = inputs
    for kernel, bias in params[:-1]:
        hidden = jax.nn.relu(hidden @ kernel + bias)
    kernel, bias = params[-1]
    return hidden @ kernel + bias


def cnn(params, inputs):
    hidden = inputs.reshape(-1, 28, 28, 1)
    for kernel, bias in params[:-1]:
        hidden = jax.lax.conv_general_dilated(hidden, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
        hidden = jax.nn.relu(hidden + bias)
        hidden = jax.lax.reduce_window(hidden, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    kernel, bias = params[-1]
    return hidden.reshape(len(inputs), -1) @ kernel + bias


def prepare(network, batch, replicas, updates, rows, features, classes, learningRate, beta1, beta2, epsilon):
    apply = {"mlp": mlp, "cnn": cnn}[network]
    together = jax.vmap if replicas > 1 else lambda function, in_axes: function
    lead = (replicas,) if replicas > 1 else ()

    def loss(params, inputs, labels):
        return -(labels * jax.nn.log_softmax(apply(params, inputs))).sum() / batch

    def adam(params, first, second, gradients, count):
        first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, first, gradients)
        second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, second, gradients)
        correct1, correct2 = 1 - beta1**count, 1 - beta2**count
        params = jax.tree.map(
            lambda p, m, v: p - learningRate * (m / correct1) / (jnp.sqrt(v / correct2) + epsilon), params, first, second
        )
        return params, first, second

    def replica(params, first, second, images, labels, rows, count):
        gradients = jax.grad(loss)(params, images[rows], labels[rows])
        return adam(params, first, second, gradients, count)

    update = together(replica, in_axes=(0, 0, 0, None, None, 0, None))

    @partial(jax.jit, donate_argnums=0)
    def one_update(state, images, labels, rows, count):
        return update(*state, images, labels, rows, count)

    @partial(jax.jit, donate_argnums=0)
    def all_updates(state, images, labels, table):
        def body(index, state):
            return update(*state, images, labels, table[index], index + 1.0)

        return jax.lax.fori_loop(0, len(table), body, state)

    def train(state, images, labels, table):
        if network == "mlp":
            return all_updates(state, images, labels, table)
        for index, rows in enumerate(table):
            state = one_update(state, images, labels, rows, index + 1.0)
        return state

    keys = iter(jax.random.split(jax.random.key(0), 16))
    images = jax.random.uniform(next(keys), (rows, features))
    labels = jax.nn.one_hot(jax.random.randint(next(keys), (rows,), 0, classes), classes)
    table = jax.random.randint(next(keys), (updates, *lead, batch), 0, rows)
    params = [
        (jax.random.normal(next(keys), (*lead, *shape)) * 0.05, jnp.zeros((*lead, 1, shape[-1]))) for shape in NETWORKS[network]
    ]
    state = (params, jax.tree.map(jnp.zeros_like, params), jax.tree.map(jnp.zeros_like, params))

    def run():
        nonlocal state
        state = jax.block_until_ready(train(state, images, labels, table))

    return run


if __name__ == "__main__":
    serve(prepare)
