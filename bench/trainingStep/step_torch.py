"""The training step of Momenta's bench in PyTorch, with its fused Adam.

eager: replicas one after the other, as PyTorch's users run seeds. compile: the same, the model through torch.compile.
vmap: all replicas at once, through torch.func.
"""

import torch
from torch.func import functional_call, grad, stack_module_state, vmap
from torch.nn import Conv2d, Flatten, Linear, MaxPool2d, ReLU, Sequential, Unflatten
from torch.nn.functional import cross_entropy

from peer import serve
from torch_device import wait


def mlp():
    return Sequential(Linear(784, 100), ReLU(), Linear(100, 100), ReLU(), Linear(100, 10))


def cnn():
    convolutions = [Conv2d(1, 16, 3, padding=1), ReLU(), MaxPool2d(2), Conv2d(16, 32, 3, padding=1), ReLU(), MaxPool2d(2)]
    return Sequential(Unflatten(1, (1, 28, 28)), *convolutions, Flatten(), Linear(7 * 7 * 32, 10))


def prepare(way, network, batch, replicas, updates, rows, features, classes, learningRate, beta1, beta2, epsilon):
    def adam(parameters):
        return torch.optim.Adam(parameters, lr=learningRate, betas=(beta1, beta2), eps=epsilon, fused=True)

    torch.manual_seed(0)
    images, labels = torch.rand(rows, features), torch.randint(0, classes, (rows,))
    table = torch.randint(0, rows, (updates, replicas, batch))
    models = [{"mlp": mlp, "cnn": cnn}[network]() for _ in range(replicas)]
    if way == "vmap":
        return together(models, adam, images, labels, table)
    return one_by_one([torch.compile(model) if way == "compile" else model for model in models], adam, images, labels, table)


def one_by_one(models, adam, images, labels, table):
    optimizers = [adam(model.parameters()) for model in models]

    def run():
        for model, optimizer, batches in zip(models, optimizers, table.unbind(1)):
            for rows in batches:
                optimizer.zero_grad()
                cross_entropy(model(images[rows]), labels[rows]).backward()
                optimizer.step()
        wait()

    return run


def together(models, adam, images, labels, table):
    params, _ = stack_module_state(models)
    optimizer = adam(params.values())
    values = {name: parameter.detach() for name, parameter in params.items()}

    def loss(params, inputs, labels):
        return cross_entropy(functional_call(models[0], params, (inputs,)), labels)

    gradients = vmap(grad(loss))

    def run():
        for rows in table:
            for name, gradient in gradients(values, images[rows], labels[rows]).items():
                params[name].grad = gradient
            optimizer.step()
        wait()

    return run


if __name__ == "__main__":
    serve(prepare)
