"""What MNIST-1D looks like, from the authors' own package: python generate.py > mnist1d.json

Needs mnist1d 0.0.2.post1, numpy, scipy. For each statistic the mean over data sets of 20 seeds and the standard deviation
from one to the other, so that a test can say how far another generator may be off.
"""

import json

import numpy as np
from mnist1d.data import ObjectView, get_dataset_args, make_dataset

SEEDS = range(20)
LAGS = range(1, 9)


def statistics(seed):
    data = make_dataset(ObjectView({**get_dataset_args(as_dict=True), "seed": seed}))
    x, y = np.concatenate([data["x"], data["x_test"]]), np.concatenate([data["y"], data["y_test"]])
    return {
        # [class][feature]
        "mean": np.stack([x[y == label].mean(0) for label in range(10)]),
        "deviation": np.stack([x[y == label].std(0) for label in range(10)]),
        # [lag - 1]: of values so many points apart
        "product": np.array([(x[:, lag:] * x[:, :-lag]).mean() for lag in LAGS]),
        "fourthMoment": np.array((x**4).mean()),
    }


found = [statistics(seed) for seed in SEEDS]
golden = {
    name: {
        "mean": np.mean([each[name] for each in found], 0).ravel().round(6).tolist(),
        "deviation": np.std([each[name] for each in found], 0, ddof=1).ravel().round(6).tolist(),
    }
    for name in found[0]
}
print(json.dumps(golden))
