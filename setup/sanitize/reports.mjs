/** What a sanitizer has written: which of its reports are of the addon's own code. */

/** The reports in a log. */
export function reportsIn(log) {
  return log
    .split(/^=+$/m)
    .map((report) => report.trim())
    .filter((report) => /(WARNING: ThreadSanitizer|ERROR: AddressSanitizer)/.test(report));
}

/**
 * Whether a report is of the addon: of memory that it uses; or of a race in which both accesses are its own, since
 * ThreadSanitizer does not see how TensorFlow and Node synchronize theirs.
 */
export function isOfAddon(report, library) {
  const ofAddon = (frame) => frame.includes(`${library}+`);
  if (!report.includes("data race")) return report.split("\n").some((line) => isFrame(line) && ofAddon(line));
  return accesses(report).every((frames) => {
    const first = frames.find((frame) => !frame.includes("/libsanitizer/"));
    return first !== undefined && ofAddon(first);
  });
}

/** The frames of the two accesses that race. */
function accesses(report) {
  return report
    .split(/\n\s*\n/)
    .filter((part) => /(read|write) of size/i.test(part))
    .map((part) => part.split("\n").filter(isFrame));
}

function isFrame(line) {
  return /^\s*#\d+ /.test(line);
}
