import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { type Content, type Header, type Message, PROTOCOL_VERSION } from "./message.js";
import { Recent } from "./recent.js";

/** How many signatures are remembered, so that messages that were recorded on their way are not taken again. */
const REMEMBERED = 1 << 16;
const DELIMITER = Buffer.from("<IDS|MSG>");

/** A message together with the routing prefix of its sender, which leads back to it. */
export interface Envelope {
  identities: Buffer[];
  message: Message;
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
    const parts = [header, parent_header, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    const bytes = buffers.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
    return [...identities, DELIMITER, this.#sign(parts), ...parts, ...bytes];
  }

  /** The message in these frames; throws where they are no message or the signature is not ours. */
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
    const message = {
      header: JSON.parse(header.toString()),
      parent_header: JSON.parse(parent_header.toString()),
      metadata: JSON.parse(metadata.toString()),
      content: JSON.parse(content.toString()),
      buffers: buffers.map((frame) => new Uint8Array(frame)),
    };
    return { identities: frames.slice(0, delimiter), message };
  }

  #sign(parts: Buffer[]): Buffer {
    if (this.key === "") return Buffer.alloc(0);
    const hmac = createHmac(this.scheme.replace("hmac-", ""), this.key);
    for (const part of parts) hmac.update(part);
    return Buffer.from(hmac.digest("hex"));
  }
}
