import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "./message.js";
import { Wire } from "./wire.js";

const wire = new Wire("key");
const identities = [Buffer.from("client")];
const message = wire.compose("status", { execution_state: "idle", text: "😀" }, undefined);

test("a message comes out as it went in", () => {
  assert.deepEqual(wire.decode(wire.encode({ identities, message })), { identities, message });
});

test("buffers travel behind the content, as they are", () => {
  const memory = new Uint8Array([9, 1, 2, 9]);
  const message = wire.compose("status", {}, undefined, { version: "2" }, [memory.subarray(1, 3), new Uint8Array()]);
  const frames = wire.encode({ identities, message });
  assert.deepEqual(frames.slice(-2), [Buffer.from([1, 2]), Buffer.alloc(0)]);
  const { buffers, metadata } = wire.decode(frames).message;
  assert.deepEqual([buffers, metadata], [[new Uint8Array([1, 2]), new Uint8Array()], { version: "2" }]);
  assert.equal(buffers[0]?.buffer.byteLength, 2);
});

test("a belonging message names its parent", () => {
  assert.deepEqual(wire.compose("stream", {}, message.header).parent_header, message.header);
});

test("a changed message is refused", () => {
  const frames = wire.encode({ identities, message });
  frames[frames.length - 1] = Buffer.from('{"execution_state":"busy"}');
  assert.throws(() => wire.decode(frames), /without a valid signature/);
});

test("another key's message is refused", () => {
  assert.throws(() => wire.decode(new Wire("other").encode({ identities, message })), /without a valid signature/);
});

test("an empty signature is refused", () => {
  assert.throws(() => wire.decode(new Wire("").encode({ identities, message })), /without a valid signature/);
});

test("what is no message is refused", () => {
  assert.throws(() => wire.decode([Buffer.from("hello")]), /delimiter/);
});

test("a message is taken once", () => {
  const wire = new Wire("key");
  const frames = wire.encode({ identities, message });
  wire.decode(frames);
  assert.throws(() => wire.decode(frames), /came before/);
});

test("the signature is made as the connection file says", () => {
  const signature = (scheme: string) => new Wire("key", scheme).encode({ identities, message })[2];
  assert.equal(signature("hmac-sha512")?.length, 128);
});

test("half a character is replaced, in names and values, and what looks like its escape is not", () => {
  const content = { "\ud83d": "\ude00 \\ud83d 😀 \\", text: "\\\ud83d" };
  const frames = wire.encode({ identities, message: { ...message, content } });
  const sent = JSON.parse(String(frames.at(-1)));
  assert.deepEqual(sent, { "\ufffd": "\ufffd \\ud83d 😀 \\", text: "\\\ufffd" });
});

test("a message that cannot be followed is handed on with its fault, where its sender is known", () => {
  const decode = (header: unknown, content: unknown) =>
    wire.decode(wire.encode({ identities, message: { ...message, header, content } as Message }));
  const header = { ...message.header, msg_type: "execute_request" };
  const { message: empty, fault } = decode(header, null);
  assert.deepEqual(
    [empty, fault],
    [
      { header, parent_header: {}, metadata: {}, content: {}, buffers: [] },
      "execute_request: the content has to be an object",
    ],
  );
  assert.equal(decode(header, { code: "1" }).fault, undefined);
  assert.throws(() => decode(null, {}), /whose header is no object/);
});
