"""Golden values for the models: python generate.py > values.json

For a CNN, a GRU, an MLP with each activation and the losses: parameters in the layout of this library, inputs, and what
PyTorch makes of them in float64: outputs, loss, and the gradient of the loss with respect to every parameter. There are
two replicas of each model, with parameters and inputs of their own.

Made with torch 2.13.0.
"""

import json

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)

REPLICAS = 2


def leaf(*shape, scale=0.5):
    """Values that are exact in float32, so that both sides start from the same numbers."""
    values = (scale * torch.randn(REPLICAS, *shape)).float().double()
    return values.requires_grad_()


def layer(*kernel_shape):
    return {"kernel": leaf(*kernel_shape), "bias": leaf(1, kernel_shape[-1])}


def packed(tensor):
    data = tensor.detach()
    return {"shape": list(data.shape), "values": [float(f"{value:.9g}") for value in data.flatten().tolist()]}


def case(params, inputs, targets, forward, loss):
    """`forward(parameters of one replica, its inputs)` gives its outputs, `loss(outputs, its targets)` a scalar."""
    replicas = [
        {name: {part: values[r] for part, values in parts.items()} for name, parts in params.items()}
        for r in range(REPLICAS)
    ]
    outputs = [forward(replicas[r], inputs[r]) for r in range(REPLICAS)]
    losses = [loss(outputs[r], targets[r]) for r in range(REPLICAS)]
    sum(losses).backward()
    tree = lambda of: {n: {part: packed(of(values)) for part, values in parts.items()} for n, parts in params.items()}
    return {
        "params": tree(lambda values: values),
        "inputs": packed(inputs),
        "targets": packed(targets),
        "outputs": packed(torch.stack(outputs)),
        "losses": packed(torch.stack(losses)),
        "gradients": tree(lambda values: values.grad),
    }


def dense(x, layer):
    return x @ layer["kernel"] + layer["bias"]


def cross_entropy(logits, labels):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), labels.reshape(-1))


def cnn():
    """Images of 15 × 10 × 2, so that no two sizes are the same and a row is left over in pooling."""
    height, width, channels, batch = 15, 10, 2, 3
    params = {
        "convolution1": layer(3, 3, channels, 3),
        "convolution2": layer(3, 3, 3, 4),
        "hidden": layer(2 * 1 * 4, 5),
        "output": layer(5, 3),
    }

    def forward(p, rows):
        images = rows.reshape(batch, height, width, channels).permute(0, 3, 1, 2)
        for name in ["convolution1", "convolution2"]:
            kernel = p[name]["kernel"].permute(3, 2, 0, 1)
            images = F.max_pool2d(F.relu(F.conv2d(images, kernel, p[name]["bias"][0])), 2)
        flat = images.permute(0, 2, 3, 1).reshape(batch, -1)
        return dense(F.relu(dense(flat, p["hidden"])), p["output"])

    inputs = leaf(batch, height * width * channels, scale=1).detach()
    return case(params, inputs, torch.randint(0, 3, (REPLICAS, batch)), forward, cross_entropy)


def gru():
    """Two layers of nn.GRU, whose weights are the transposed kernels, gates in the order reset, update, candidate."""
    vocabulary, units, batch, length = 5, 4, 3, 6
    params = {
        "input1": layer(vocabulary, 3 * units),
        "state1": layer(units, 3 * units),
        "input2": layer(units, 3 * units),
        "state2": layer(units, 3 * units),
        "output": layer(units, vocabulary),
    }

    def forward(p, codes):
        module = nn.GRU(vocabulary, units, num_layers=2, batch_first=True)
        weights = {}
        for index in [0, 1]:
            weights[f"weight_ih_l{index}"] = p[f"input{index + 1}"]["kernel"].T
            weights[f"weight_hh_l{index}"] = p[f"state{index + 1}"]["kernel"].T
            weights[f"bias_ih_l{index}"] = p[f"input{index + 1}"]["bias"][0]
            weights[f"bias_hh_l{index}"] = p[f"state{index + 1}"]["bias"][0]
        one_hot = F.one_hot(codes, vocabulary).double()
        states, _ = torch.func.functional_call(module, weights, (one_hot,))
        return dense(states, p["output"])

    codes = torch.randint(0, vocabulary, (REPLICAS, batch, length))
    return case(params, codes, torch.randint(0, vocabulary, (REPLICAS, batch, length)), forward, cross_entropy)


def mlp(activation):
    params = {"layer1": layer(4, 6), "output": layer(6, 3)}
    inputs = leaf(5, 4, scale=2).detach()
    forward = lambda p, x: dense(activation(dense(x, p["layer1"])), p["output"])
    return case(params, inputs, leaf(5, 3).detach(), forward, F.mse_loss)


def logistic():
    params = {"output": layer(4, 2)}
    inputs = leaf(5, 4, scale=2).detach()
    labels = torch.randint(0, 2, (REPLICAS, 5, 2)).double()
    return case(params, inputs, labels, lambda p, x: dense(x, p["output"]), F.binary_cross_entropy_with_logits)


ACTIVATIONS = {
    "relu": F.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": F.gelu,
    "leakyRelu": F.leaky_relu,
    "identity": nn.Identity(),
}

values = {
    "cnn": cnn(),
    "gru": gru(),
    "logistic": logistic(),
    **{f"mlp.{name}": mlp(activation) for name, activation in ACTIVATIONS.items()},
}
print(json.dumps(values))
