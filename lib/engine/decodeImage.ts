import type { Tensor3D } from "@tensorflow/tfjs";
import { native } from "./tensorflow.js";

/**
 * A PNG or JPEG as a tensor [height, width, channels] of bytes, int32: of a colour image that is to have one channel its
 * brightness; without transparency.
 *
 * @param contents of the file
 * @throws Error where it is neither, is damaged, or the native addon is not there
 */
export function decodeImage(contents: Uint8Array, channels: 1 | 3): Tensor3D {
  const decode = isPng(contents) ? "decodePng" : isJpeg(contents) ? "decodeJpeg" : undefined;
  if (decode === undefined) throw new Error("it is no PNG or JPEG");
  if (native === null)
    throw new Error("TensorFlow's native addon, which decodes images, is not there; `npm run setup` builds it");
  const { node } = require("@tensorflow/tfjs-node-gpu") as { node: Decoders };
  return node[decode](contents, channels);
}

type Decoders = Readonly<Record<"decodePng" | "decodeJpeg", (contents: Uint8Array, channels: number) => Tensor3D>>;

function isPng(contents: Uint8Array): boolean {
  return [0x89, 0x50, 0x4e, 0x47].every((byte, at) => contents[at] === byte);
}

function isJpeg(contents: Uint8Array): boolean {
  return [0xff, 0xd8, 0xff].every((byte, at) => contents[at] === byte);
}
