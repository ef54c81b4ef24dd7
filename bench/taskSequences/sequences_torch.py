"""Sequences of tasks in PyTorch: run after run, eager, the accuracy on held-out examples before every update.

Each run makes the given numbers of updates, with weights and an order of data of its own.
"""

import torch
from torch.nn import Linear, ReLU, Sequential
from torch.nn.functional import cross_entropy

from mnist_tasks import tasks_of
from peer import serve
from torch_device import device

OPTIMIZERS = {
    "SGD": lambda parameters, rate: torch.optim.SGD(parameters, lr=rate, fused=True),
    "SGD + momentum": lambda parameters, rate: torch.optim.SGD(parameters, lr=rate, momentum=0.9, fused=True),
    "Adam": lambda parameters, rate: torch.optim.Adam(parameters, lr=rate, fused=True),
    "RMSProp": lambda parameters, rate: torch.optim.RMSprop(parameters, lr=rate),
    "Adadelta": lambda parameters, rate: torch.optim.Adadelta(parameters, lr=rate),
}


def to_device(values):
    return torch.from_numpy(values).to(device)


def network(widths):
    layers = [layer for pair in zip(widths, widths[1:]) for layer in (Linear(*pair), ReLU())]
    return Sequential(*layers[:-1])


def prepare(mnist, widths, batchSize, heldOut, tasks, columns):
    images, labels, rows, held_out = tasks_of(mnist, tasks, heldOut)
    images, labels = to_device(images), to_device(labels)
    rows = [to_device(chosen) for chosen in rows]
    held_out = [(to_device(inputs), to_device(targets)) for inputs, targets in held_out]

    def accuracy(model, task):
        inputs, targets = held_out[task]
        with torch.no_grad():
            return (model(inputs).argmax(1) == targets).float().mean().item()

    def learn(model, optimizer, task, updates):
        order = torch.empty(0, dtype=torch.int64)
        for _ in range(updates):
            accuracy(model, task)
            if len(order) < batchSize:
                order = rows[task][torch.randperm(len(rows[task]))]
            batch, order = order[:batchSize], order[batchSize:]
            optimizer.zero_grad()
            cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
        return accuracy(model, task)

    def run():
        torch.manual_seed(0)
        for column in columns:
            make = OPTIMIZERS[column["optimizer"]]
            for updates_of_tasks in column["updates"]:
                model = network(widths)
                optimizer = make(model.parameters(), column["learningRate"])
                for task, updates in enumerate(updates_of_tasks):
                    if column["reset"]:
                        optimizer = make(model.parameters(), column["learningRate"])
                    learn(model, optimizer, task, updates)

    return run


if __name__ == "__main__":
    serve(prepare)
