"""Where PyTorch computes: on a GPU where there is one, as JAX and TensorFlow do by themselves."""

import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
torch.set_default_device(device)


def wait():
    """Waits until the work that was begun is done."""
    if device == "cuda":
        torch.cuda.synchronize()
