"""Golden values for resized images: python generate_resized.py > resized.json

Images of [height, width, 3] whose values are (37 x + 91 y + 53 c + x y) mod 256, resized by Pillow's BILINEAR.

Made with Pillow 13.0.0.
"""

import json

from PIL import Image

SIZES = [((7, 5), (3, 2)), ((4, 3), (6, 7)), ((9, 9), (4, 12))]


def pattern(width, height):
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            image.putpixel((x, y), tuple((37 * x + 91 * y + 53 * c + x * y) % 256 for c in range(3)))
    return image


cases = [
    {"from": [h, w], "to": [to_h, to_w], "pixels": list(pattern(w, h).resize((to_w, to_h), Image.BILINEAR).tobytes())}
    for (w, h), (to_w, to_h) in SIZES
]
print(json.dumps(cases))
