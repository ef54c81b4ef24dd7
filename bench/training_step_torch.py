"""The training step of Momenta's bench in PyTorch: eager, with its fused Adam; replicas one after the other, as PyTorch's users run seeds."""

import torch
from torch.nn import Linear, ReLU, Sequential
from torch.nn.functional import cross_entropy

from training_step import BATCH, BETA1, BETA2, EPSILON, LAYERS, LEARNING_RATE, ROWS, serve


def network():
    sizes = list(zip(LAYERS, LAYERS[1:]))
    layers = [layer for inputs, outputs in sizes for layer in (Linear(inputs, outputs), ReLU())]
    return Sequential(*layers[:-1])


def prepare(replicas, updates):
    torch.manual_seed(0)
    images, labels = torch.rand(ROWS, LAYERS[0]), torch.randint(0, LAYERS[-1], (ROWS,))
    table = torch.randint(0, ROWS, (replicas, updates, BATCH))
    models = [network() for _ in range(replicas)]
    optimizers = [
        torch.optim.Adam(model.parameters(), lr=LEARNING_RATE, betas=(BETA1, BETA2), eps=EPSILON, fused=True) for model in models
    ]

    def run():
        for model, optimizer, batches in zip(models, optimizers, table):
            for rows in batches:
                optimizer.zero_grad()
                cross_entropy(model(images[rows]), labels[rows]).backward()
                optimizer.step()

    return run


if __name__ == "__main__":
    serve(prepare)
