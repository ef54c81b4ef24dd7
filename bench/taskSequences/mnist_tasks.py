"""The examples of tasks: MNIST's digits of some classes."""

import os

import numpy as np


def read(directory, name, offset):
    with open(os.path.join(directory, name), "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=offset)


def tasks_of(directory, tasks, held_out):
    """Training images [n, 784] in [0, 1] and labels, all of them; for each task its rows, and its first `held_out` test examples."""
    images = read(directory, "train-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) / 255
    labels = read(directory, "train-labels-idx1-ubyte", 8).astype(np.int64)
    test_images = read(directory, "t10k-images-idx3-ubyte", 16).reshape(-1, 784).astype(np.float32) / 255
    test_labels = read(directory, "t10k-labels-idx1-ubyte", 8).astype(np.int64)
    rows = [np.flatnonzero(np.isin(labels, task)) for task in tasks]
    test_rows = [np.flatnonzero(np.isin(test_labels, task))[:held_out] for task in tasks]
    return images, labels, rows, [(test_images[chosen], test_labels[chosen]) for chosen in test_rows]
