"""Sequences of tasks in JAX: the runs of a column at once (vmap), compiled, the accuracy on held-out examples before every update.

Each run makes the given numbers of updates, with weights and batches of its own (drawn with replacement, so that one
program serves tasks of every size). A run that is done with a task waits, frozen, for the last one.
"""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax

from mnist_tasks import tasks_of
from peer import serve

OPTIMIZERS = {
    "SGD": optax.sgd,
    "SGD + momentum": partial(optax.sgd, momentum=0.9),
    "Adam": optax.adam,
    "RMSProp": optax.rmsprop,
}


def initial(key, widths):
    def layer(key, inputs, outputs):
        def draw(key, shape):
            return jax.random.uniform(key, shape, minval=-(inputs**-0.5), maxval=inputs**-0.5)

        kernel, bias = jax.random.split(key)
        return draw(kernel, (inputs, outputs)), draw(bias, (outputs,))

    keys = jax.random.split(key, len(widths) - 1)
    return [layer(*sizes) for sizes in zip(keys, widths, widths[1:])]


def apply(params, inputs):
    hidden = inputs
    for kernel, bias in params[:-1]:
        hidden = jax.nn.relu(hidden @ kernel + bias)
    kernel, bias = params[-1]
    return hidden @ kernel + bias


def prepare(mnist, widths, batchSize, heldOut, tasks, columns):
    images, labels, rows, held_out = tasks_of(mnist, tasks, heldOut)
    images, labels = jnp.asarray(images), jnp.asarray(labels)
    longest = max(map(len, rows))
    rows = [(jnp.asarray(np.resize(chosen, longest)), len(chosen)) for chosen in rows]
    held_out = [(jnp.asarray(inputs), jnp.asarray(targets)) for inputs, targets in held_out]

    def loss(params, batch):
        return optax.softmax_cross_entropy_with_integer_labels(apply(params, images[batch]), labels[batch]).mean()

    @partial(jax.jit, static_argnums=0)
    def learn(name, learning_rate, states, keys, updates, rows, size, inputs, targets):
        """Every run its own number of updates of one task; also how many held-out examples were right, before each summed up."""
        optimizer = OPTIMIZERS[name](learning_rate)

        def one(state, key, updates):
            def body(carry):
                done, right, (params, opt_state), key = carry
                right += (apply(params, inputs).argmax(1) == targets).sum()
                key, draw = jax.random.split(key)
                batch = rows[jax.random.randint(draw, (batchSize,), 0, size)]
                changes, opt_state = optimizer.update(jax.grad(loss)(params, batch), opt_state, params)
                return done + 1, right, (optax.apply_updates(params, changes), opt_state), key

            _, right, state, _ = jax.lax.while_loop(lambda carry: carry[0] < updates, body, (0, 0, state, key))
            return state, right

        return jax.vmap(one)(states, keys, updates)

    @partial(jax.jit, static_argnums=0)
    def reset(name, learning_rate, params):
        return jax.vmap(OPTIMIZERS[name](learning_rate).init)(params)

    start = jax.jit(jax.vmap(partial(initial, widths=widths)))

    def run():
        for column in columns:
            name, learning_rate = column["optimizer"], column["learningRate"]
            updates = jnp.asarray(column["updates"])
            keys = jax.random.split(jax.random.key(0), len(updates))
            params = start(keys)
            state = reset(name, learning_rate, params)
            for task, (task_rows, size) in enumerate(rows):
                if column["reset"]:
                    state = reset(name, learning_rate, params)
                task_keys = jax.vmap(jax.random.fold_in, (0, None))(keys, task)
                (params, state), right = learn(
                    name, learning_rate, (params, state), task_keys, updates[:, task], task_rows, size, *held_out[task]
                )
            jax.block_until_ready((params, right))

    return run


if __name__ == "__main__":
    serve(prepare)
