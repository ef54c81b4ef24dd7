"""Writes rotated.json beside this file: an image turned by SciPy, what rotated.test.ts compares with. Needs numpy and scipy."""

import json
from pathlib import Path

import numpy as np
from scipy.ndimage import rotate

image = np.random.default_rng(1).random((5, 7)).round(3)
# "grid-constant": zeros outside of the image take part in the interpolation at its edge.
turned = {
    str(angle): rotate(image, angle, reshape=False, order=1, mode="grid-constant", cval=0).ravel().tolist()
    for angle in (30, 45, 117, -20, 200.5)
}
golden = {"shape": [5, 7, 1], "image": image.ravel().tolist(), "rotated": turned}
Path(__file__).with_name("rotated.json").write_text(json.dumps(golden) + "\n")
