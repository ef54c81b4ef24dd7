import { applyPalette, GIFEncoder, quantize } from "gifenc";
import { FRAME_DURATION, inFrame } from "./animation.js";
import type { Plot } from "./plot.js";
import { renderPixels } from "./render.js";

/** Milliseconds for which the whole paths are shown at the end. */
const LAST_DURATION = 3000;

/**
 * The frames of an animation as a GIF that starts anew when it is over.
 *
 * All frames have the colours of the last one, which shows everything, and hold only the pixels that differ from the frame before.
 *
 * @param scale 2: twice as wide and high, letters and lines too
 * @throws RangeError where the plot has no frames
 */
export async function gifOf(plot: Plot, scale = 1): Promise<Buffer> {
  const { frames = [] } = plot;
  const last = frames.at(-1);
  if (last === undefined) throw new RangeError("gifOf: the plot has no frames; give an animation.");
  const palette = quantize((await renderPixels(inFrame(plot, last), scale)).values, 255);
  const unchanged = palette.length;
  const encoder = GIFEncoder();
  let shown: Uint8Array | undefined;
  for (const frame of frames) {
    const { width, height, values } = await renderPixels(inFrame(plot, frame), scale);
    const colours = applyPalette(values, palette);
    const delay = frame === last ? LAST_DURATION : FRAME_DURATION;
    if (shown === undefined) encoder.writeFrame(colours, width, height, { palette, delay, dispose: 1 });
    else {
      const before = shown;
      const changes = colours.map((colour, at) => (colour === before[at] ? unchanged : colour));
      const options = { delay, dispose: 1, transparent: true, transparentIndex: unchanged };
      encoder.writeFrame(changes, width, height, options);
    }
    shown = colours;
  }
  encoder.finish();
  return Buffer.from(encoder.bytes());
}
