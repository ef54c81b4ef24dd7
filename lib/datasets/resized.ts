/**
 * An image of another size: along each axis a pixel is the mean of those around the place that it comes from, weighted by
 * max(0, 1 − |distance|), the distance in pixels of the smaller of the two images, so that no pixel is left out where it
 * shrinks.
 *
 * Source: Pillow's `Image.resize` with `BILINEAR`, torchvision's `Resize`.
 *
 * @param pixels height × width × channels
 */
export function resized(
  pixels: ArrayLike<number>,
  [height, width, channels]: readonly [number, number, number],
  [toHeight, toWidth]: readonly [number, number],
): Uint8Array {
  const rows = weighted(pixels, { outer: 1, length: height, inner: width * channels }, toHeight);
  const columns = weighted(rows, { outer: toHeight, length: width, inner: channels }, toWidth);
  return Uint8Array.from(columns, Math.round);
}

/** An axis of an array: `length` entries, each of `inner` numbers, `outer` times. */
interface Axis {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

function weighted(values: ArrayLike<number>, { outer, length, inner }: Axis, to: number): Float64Array {
  const result = new Float64Array(outer * to * inner);
  const scale = length / to;
  const reach = Math.max(1, scale);
  for (let place = 0; place < to; place++) {
    const centre = (place + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(length - 1, Math.floor(centre + reach));
    const weights = Array.from({ length: last - first + 1 }, (_, at) => 1 - Math.abs(first + at - centre) / reach);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (let block = 0; block < outer; block++) {
      const start = (block * to + place) * inner;
      weights.forEach((weight, at) => {
        const from = (block * length + first + at) * inner;
        for (let number = 0; number < inner; number++) {
          result[start + number] =
            (result[start + number] as number) + (weight / sum) * (values[from + number] as number);
        }
      });
    }
  }
  return result;
}
