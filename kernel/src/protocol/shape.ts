import type { Content, Header } from "./message.js";

/** What a field may hold; with `?`, it may also be missing or null. */
type Kind = "string" | "boolean" | "integer" | "natural" | "record" | "strings";
type Shape = Readonly<Record<string, Kind | `${Kind}?`>>;

const COMM: Shape = { comm_id: "string", data: "record?" };

/** What the messages that clients send have to carry. */
const SHAPES: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  [
    "execute_request",
    {
      code: "string",
      silent: "boolean?",
      store_history: "boolean?",
      user_expressions: "strings?",
      allow_stdin: "boolean?",
      stop_on_error: "boolean?",
    },
  ],
  ["complete_request", { code: "string", cursor_pos: "natural" }],
  ["inspect_request", { code: "string", cursor_pos: "natural", detail_level: "natural?" }],
  ["is_complete_request", { code: "string" }],
  [
    "history_request",
    {
      hist_access_type: "string",
      output: "boolean?",
      raw: "boolean?",
      session: "integer?",
      start: "integer?",
      stop: "integer?",
      n: "integer?",
      pattern: "string?",
      unique: "boolean?",
    },
  ],
  ["comm_info_request", { target_name: "string?" }],
  ["comm_open", { ...COMM, target_name: "string" }],
  ["comm_msg", COMM],
  ["comm_close", COMM],
  ["shutdown_request", { restart: "boolean?" }],
  ["input_reply", { value: "string?" }],
]);

const IS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  natural: (value) => Number.isInteger(value) && Number(value) >= 0,
  record: isRecord,
  strings: (value) => isRecord(value) && Object.values(value).every(IS.string),
};

const NAMES: Readonly<Record<Kind, string>> = {
  string: "a string",
  boolean: "true or false",
  integer: "an integer",
  natural: "an integer from 0",
  record: "an object",
  strings: "an object of strings",
};

/** What is wrong with the content of a message of this type, in one sentence; undefined where nothing is. */
export function faultOf(type: string, content: unknown): string | undefined {
  if (!isRecord(content)) return `${type}: the content has to be an object`;
  for (const [field, wanted] of Object.entries(SHAPES.get(type) ?? {})) {
    const kind = wanted.replace("?", "") as Kind;
    const isMissing = content[field] === undefined || content[field] === null;
    if (isMissing ? !wanted.endsWith("?") : !IS[kind](content[field]))
      return `${type}: ${field} has to be ${NAMES[kind]}${isMissing ? ", and is missing" : ""}`;
  }
  return undefined;
}

/** The content without what is null, which is the same as missing in a request. */
export function withoutNulls(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
}

/** A header, as far as it is one: its fields that are plain values. Throws where nobody could be answered with it. */
export function toHeader(value: unknown): Header {
  if (!isRecord(value)) throw new Error("a message whose header is no object");
  const header = Object.fromEntries(Object.entries(value).filter(([, field]) => typeof field !== "object"));
  if (typeof header.msg_id !== "string" || typeof header.msg_type !== "string")
    throw new Error("a message whose header has no msg_id and msg_type");
  return header as unknown as Header;
}

export function isRecord(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
