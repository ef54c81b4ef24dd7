"""A model of saved parameters in PyTorch: reads a file of safetensors and inputs, writes logits, and saves the file anew.

python in_pytorch.py <parameters> <inputs as JSON> <parameters to write>
"""

import json
import sys

import torch
from safetensors.torch import load_file, save_file

parameters, inputs, written = sys.argv[1:]
arrays = load_file(parameters)
names = list(dict.fromkeys(name.rpartition(".")[0] for name in sorted(arrays, key=lambda name: (name.startswith("output"), name))))
layers = []
for name in names:
    kernel, bias = arrays[f"{name}.kernel"], arrays[f"{name}.bias"].flatten()
    layer = torch.nn.Linear(*kernel.shape)
    layer.load_state_dict({"weight": kernel.T, "bias": bias})
    layers += [layer, torch.nn.ReLU()]
model = torch.nn.Sequential(*layers[:-1])
with torch.no_grad():
    print(json.dumps(model(torch.tensor(json.loads(inputs))).tolist()))
linear = [layer for layer in model if isinstance(layer, torch.nn.Linear)]
state = {}
for name, layer in zip(names, linear):
    state[f"{name}.kernel"] = 2 * layer.weight.detach().T.contiguous()
    state[f"{name}.bias"] = 2 * layer.bias.detach()[None]
save_file(state, written)
