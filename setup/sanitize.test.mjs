import assert from "node:assert/strict";
import { test } from "node:test";
import { isOfAddon, reportsIn } from "./sanitize/reports.mjs";

const ADDON = "addon.so";
const race = (first, second) => `
==================
WARNING: ThreadSanitizer: data race (pid=1)
  Write of size 8 at 0x7b08 by thread T2:
    #0 operator delete(void*) ../../src/libsanitizer/tsan/tsan_new_delete.cpp:126 (libtsan.so+0x868bd)
    #1 <null> <null> (${first}+0x19f02)
    #2 <null> <null> (${ADDON}+0x19f52)

  Previous read of size 8 at 0x7b08 by main thread:
    #0 <null> <null> (${second}+0x1875c1a8)
    #1 <null> <null> (${ADDON}+0x19f02)

  Thread T2 (tid=2, running) created by main thread at:
    #0 pthread_create ../../src/libsanitizer/tsan/tsan_interceptors_posix.cpp:1001 (libtsan.so+0x5e686)
    #1 <null> <null> (${ADDON}+0xf25e)
==================
`;

test("a race is the addon's where both accesses are", () => {
  const log = race(ADDON, ADDON) + race("libtensorflow_cc.so.2", ADDON) + race(ADDON, "libtensorflow_cc.so.2");
  assert.deepEqual(
    reportsIn(log).map((report) => isOfAddon(report, ADDON)),
    [true, false, false],
  );
});

test("memory used after its end is the addon's where it appears in the report", () => {
  const report = (freedBy) => `
=================================================================
==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x6020 at pc 0x7f
READ of size 4 at 0x6020 thread T0
    #0 0x7f21 in memcpy (/usr/lib/libasan.so.8+0x1)
    #1 0x7f22 (/somewhere/libtensorflow_cc.so.2+0x2)
freed by thread T1 here:
    #0 0x7f23 in operator delete(void*) (/usr/lib/libasan.so.8+0x3)
    #1 0x7f24 (/somewhere/${freedBy}+0x4)
`;
  const reports = reportsIn(report(ADDON) + report("libtensorflow_cc.so.2"));
  assert.deepEqual(
    reports.map((found) => isOfAddon(found, ADDON)),
    [true, false],
  );
});
