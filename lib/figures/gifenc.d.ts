/** The encoder of GIF that comes without types, as far as it is used here. */
declare module "gifenc" {
  /** Red, green, blue. */
  type Colour = [number, number, number];
  /** At most so many colours that stand for those of the pixels, four bytes each. */
  export function quantize(pixels: Uint8Array, colours: number): Colour[];
  /** For each pixel the place of its colour. */
  export function applyPalette(pixels: Uint8Array, palette: Colour[]): Uint8Array;
  interface FrameOptions {
    /** Of the first frame: for all. */
    palette?: Colour[];
    /** Milliseconds. */
    delay: number;
    transparent?: boolean;
    transparentIndex?: number;
    /** 1: the next frame is drawn over this one. */
    dispose?: number;
  }
  interface Encoder {
    writeFrame(pixels: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
}
