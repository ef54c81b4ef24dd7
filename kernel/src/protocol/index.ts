export { toOffset, toPosition } from "./cursor.js";
export { type Content, type ErrorContent, type Header, type Message, PROTOCOL_VERSION } from "./message.js";
export { type Envelope, Wire } from "./wire.js";
