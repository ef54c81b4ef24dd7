import { requireDataset, requireList } from "./check.js";
import type { Dataset } from "./dataset.js";
import { outputsOf, type Stream, type Task, wholeTask } from "./task.js";
import { transformed } from "./transformed.js";

/**
 * A stream of tasks in which the images are turned counterclockwise about their centre, by one angle for each task. An
 * angle that comes again is the same task.
 *
 * A pixel is interpolated between the four around the place that it comes from; outside of the image all is 0. Multiples
 * of 90° only move pixels. Every angle but 0 has a copy of the data set on the host, and every one of the examples that
 * are used on the device (`firstExamples` says how large it is, and limits it).
 *
 * ```ts
 * const stream = rotated(mnist(), [0, 30, 60, 90]);
 * ```
 *
 * Source: Lopez-Paz and Ranzato, "Gradient episodic memory for continual learning", NeurIPS 2017, rotated MNIST.
 *
 * @throws Error where there is no angle, one is not a finite number, or the examples are no images [height, width, channels]
 */
export function rotated(dataset: Dataset, degrees: readonly number[]): Stream {
  requireDataset("rotated", dataset);
  const described = `rotated ${dataset.name}`;
  requireList(`${described}, angles`, degrees, "numbers of degrees");
  if (degrees.length === 0) throw new Error(`${described}: there is no task; give at least one angle.`);
  if (dataset.train.shape.length !== 3) {
    throw new Error(
      `${described}: an example has the shape [${dataset.train.shape}]; images are [height, width, channels].`,
    );
  }
  const known = new Map<number, Task>();
  const tasks = degrees.map((angle) => {
    if (!Number.isFinite(angle)) throw new Error(`${described}: an angle is ${angle}; give finite numbers of degrees.`);
    const made = known.get(angle) ?? rotation(dataset, angle);
    known.set(angle, made);
    return made;
  });
  return { tasks, outputs: outputsOf(dataset) };
}

function rotation(dataset: Dataset, angle: number): Task {
  const name = `rotation ${angle}°`;
  if (angle === 0) return wholeTask(name, dataset);
  const [height, width, channels] = dataset.train.shape as [number, number, number];
  const { sources, weights } = neighbours(height, width, angle);
  return wholeTask(
    name,
    transformed(dataset, name, (from, to, start) => {
      const bytes = to instanceof Uint8Array;
      for (let pixel = 0; pixel < height * width; pixel++) {
        for (let channel = 0; channel < channels; channel++) {
          let value = 0;
          for (let corner = 4 * pixel; corner < 4 * pixel + 4; corner++) {
            const source = start + (sources[corner] as number) * channels + channel;
            value += (weights[corner] as number) * (from[source] as number);
          }
          to[start + pixel * channels + channel] = bytes ? Math.round(value) : value;
        }
      }
    }),
  );
}

/** For each pixel of a rotated image the four that it comes from and their weights, 0 for those outside of the image. */
function neighbours(height: number, width: number, angle: number): { sources: Int32Array; weights: Float64Array } {
  const { cos, sin } = direction(angle);
  const sources = new Int32Array(4 * height * width);
  const weights = new Float64Array(4 * height * width);
  let next = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const down = row - (height - 1) / 2;
      const right = column - (width - 1) / 2;
      const y = (height - 1) / 2 + cos * down + sin * right;
      const x = (width - 1) / 2 - sin * down + cos * right;
      for (const [atRow, atColumn] of corners(Math.floor(y), Math.floor(x))) {
        if (atRow >= 0 && atRow < height && atColumn >= 0 && atColumn < width) {
          sources[next] = atRow * width + atColumn;
          weights[next] = (1 - Math.abs(y - atRow)) * (1 - Math.abs(x - atColumn));
        }
        next += 1;
      }
    }
  }
  return { sources, weights };
}

function corners(row: number, column: number): [row: number, column: number][] {
  return [
    [row, column],
    [row, column + 1],
    [row + 1, column],
    [row + 1, column + 1],
  ];
}

/** Cosine and sine, exact at multiples of 90°. */
function direction(angle: number): { cos: number; sin: number } {
  const quarters = Math.floor(angle / 90);
  const rest = ((angle - 90 * quarters) * Math.PI) / 180;
  let [cos, sin] = [Math.cos(rest), Math.sin(rest)];
  for (let turn = 0; turn < ((quarters % 4) + 4) % 4; turn++) [cos, sin] = [-sin, cos];
  return { cos, sin };
}
