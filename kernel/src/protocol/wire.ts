import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { type Content, type Header, type Message, PROTOCOL_VERSION } from "./message.js";
import { Recent } from "./recent.js";
import { faultOf, isRecord, toHeader, withoutNulls } from "./shape.js";

/** How many signatures are remembered, so that messages that were recorded on their way are not taken again. */
const REMEMBERED = 1 << 16;
const NO_RECORDS = "a message whose parent header or metadata is no object";
const DELIMITER = Buffer.from("<IDS|MSG>");

/** A message together with the routing prefix of its sender, which leads back to it. */
export interface Envelope {
  identities: Buffer[];
  message: Message;
  /** Why the message cannot be followed, in one sentence, where its sender is all that is known of it. */
  fault?: string;
}

/** Turns messages into signed frames and frames into messages, for one kernel and its key. */
export class Wire {
  readonly #session = randomUUID();
  readonly #seen = new Recent(REMEMBERED);

  /**
   * @param key the key of the connection file; an empty one means unsigned messages
   * @param scheme how messages are signed, as the connection file says
   */
  constructor(
    private readonly key: string,
    private readonly scheme = "hmac-sha256",
  ) {}

  /** A message of this kernel that answers, or belongs to, `parent`. */
  compose(
    type: string,
    content: Content,
    parent: Header | undefined,
    metadata: Content = {},
    buffers: readonly Uint8Array[] = [],
  ): Message {
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.#session,
      username: "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    return { header, parent_header: parent ?? {}, metadata, content, buffers };
  }

  /** The frames of a message; its buffers are not signed. */
  encode({ identities, message }: Envelope): Buffer[] {
    const { header, parent_header, metadata, content, buffers } = message;
    const parts = [header, parent_header, metadata, content].map((part) => Buffer.from(toJson(part)));
    const bytes = buffers.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
    return [...identities, DELIMITER, this.#sign(parts), ...parts, ...bytes];
  }

  /**
   * The message in these frames, with a fault where its content is not what its type asks for; throws where they are
   * no message, the signature is not ours, or there is nobody to answer.
   */
  decode(frames: Buffer[]): Envelope {
    const delimiter = frames.findIndex((frame) => frame.equals(DELIMITER));
    const [signature, ...parts] = frames.slice(delimiter + 1);
    const [header, parent_header, metadata, content, ...buffers] = parts;
    if (delimiter < 0 || !signature || !header || !parent_header || !metadata || !content)
      throw new Error(`a message has to have a delimiter and five parts; got ${frames.length} frames`);
    const expected = this.#sign([header, parent_header, metadata, content]);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
      throw new Error("a message without a valid signature");
    if (this.key !== "" && !this.#seen.add(signature.toString())) throw new Error("a message that came before");
    const envelope = { identities: frames.slice(0, delimiter) };
    const message: Message = {
      header: toHeader(parse(header)),
      parent_header: {},
      metadata: {},
      content: {},
      buffers: buffers.map((frame) => new Uint8Array(frame)),
    };
    try {
      const [parent, more, body] = [parse(parent_header), parse(metadata), parse(content)];
      const fault = isRecord(parent) && isRecord(more) ? faultOf(message.header.msg_type, body) : NO_RECORDS;
      if (fault !== undefined) return { ...envelope, message, fault };
      Object.assign(message, { parent_header: parent, metadata: more, content: withoutNulls(body as Content) });
      return { ...envelope, message };
    } catch (error) {
      return { ...envelope, message, fault: `a message that cannot be read: ${(error as Error).message}` };
    }
  }

  #sign(parts: Buffer[]): Buffer {
    if (this.key === "") return Buffer.alloc(0);
    const hmac = createHmac(this.scheme.replace("hmac-", ""), this.key);
    for (const part of parts) hmac.update(part);
    return Buffer.from(hmac.digest("hex"));
  }
}

function parse(frame: Buffer): unknown {
  return JSON.parse(frame.toString());
}

/** JSON in well-formed Unicode: what is half a character, which JSON.stringify writes as an escape, is replaced. */
function toJson(part: unknown): string {
  return JSON.stringify(part).replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (escaped) =>
    escaped.startsWith("\\ud") ? "\ufffd" : escaped,
  );
}
