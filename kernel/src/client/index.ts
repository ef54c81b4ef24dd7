export { Comms } from "./comms.js";
export { installClient } from "./globals.js";
export { Input } from "./input.js";
export { installStdin } from "./stdin.js";
