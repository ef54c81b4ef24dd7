/** The messages of the Jupyter protocol, without the way they travel. */

/** The version of the messaging protocol that this kernel speaks. */
export const PROTOCOL_VERSION = "5.4";

/** Who sent which message, and when. */
export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** What a message carries; its fields depend on the message's type. */
export type Content = Record<string, unknown>;

/** One message. `parent_header` is the header of the request that it belongs to, or empty. */
export interface Message {
  header: Header;
  parent_header: Header | Record<string, never>;
  metadata: Content;
  content: Content;
  /** Bytes that travel beside the content. */
  buffers: readonly Uint8Array[];
}

/** What an `error` message and an error reply say. */
export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}
