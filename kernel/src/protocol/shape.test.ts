import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, toHeader, withoutNulls } from "./shape.js";

test("a content that fits has no fault, also with fields that nobody asked for", () => {
  assert.equal(
    faultOf("execute_request", { code: "1", silent: null, user_expressions: { a: "1" }, more: 1 }),
    undefined,
  );
  assert.equal(faultOf("complete_request", { code: "", cursor_pos: 0 }), undefined);
  assert.equal(faultOf("history_request", { hist_access_type: "range", session: -1, stop: null }), undefined);
  assert.equal(faultOf("no_such_request", { anything: 1 }), undefined);
});

test("what does not fit is named", () => {
  const faults: [string, unknown, string][] = [
    ["execute_request", null, "execute_request: the content has to be an object"],
    ["execute_request", [], "execute_request: the content has to be an object"],
    ["execute_request", {}, "execute_request: code has to be a string, and is missing"],
    ["execute_request", { code: 5 }, "execute_request: code has to be a string"],
    ["execute_request", { code: "", silent: "no" }, "execute_request: silent has to be true or false"],
    [
      "execute_request",
      { code: "", user_expressions: { a: 1 } },
      "execute_request: user_expressions has to be an object of strings",
    ],
    ["complete_request", { code: "", cursor_pos: -1 }, "complete_request: cursor_pos has to be an integer from 0"],
    ["history_request", { hist_access_type: "tail", n: 0.5 }, "history_request: n has to be an integer"],
    ["comm_msg", { comm_id: "a", data: [] }, "comm_msg: data has to be an object"],
  ];
  for (const [type, content, fault] of faults) assert.equal(faultOf(type, content), fault);
});

test("null is the same as missing", () => {
  assert.deepEqual(withoutNulls({ a: null, b: 0 }), { b: 0 });
});

test("a header keeps its plain fields, and has to say who is to be answered", () => {
  const header = { msg_id: "1", msg_type: "t", session: "s", subshell_id: null, deep: { a: 1 } };
  assert.deepEqual(toHeader(header), { msg_id: "1", msg_type: "t", session: "s" });
  for (const wrong of [null, [], "header", { msg_id: 1, msg_type: "t" }, { msg_id: "1" }])
    assert.throws(() => toHeader(wrong), /a message whose header/);
});
