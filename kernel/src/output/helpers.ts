import { DISPLAY } from "./bundle.js";

/** Makes the globals `html`, `markdown` and `svg` (see types/notebook) that turn text into something to show. */
export function installHelpers(): void {
  globalThis.html = helper("text/html");
  globalThis.markdown = helper("text/markdown");
  globalThis.svg = helper("image/svg+xml");
}

function helper(type: string): typeof globalThis.html {
  return (text, ...values) => {
    const whole = typeof text === "string" ? text : String.raw({ raw: text }, ...values);
    return { [DISPLAY]: () => ({ [type]: whole, "text/plain": whole }) };
  };
}
