/** The native backend where its addon was built, tfjs' own elsewhere. */
function load() {
  try {
    return require("@tensorflow/tfjs-node-gpu");
  } catch {
    return require("@tensorflow/tfjs");
  }
}

module.exports = load();
