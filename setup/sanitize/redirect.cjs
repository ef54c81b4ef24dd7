/** Loads the addon that was built with a sanitizer, which MOMENTA_SANITIZED names, in place of the one in the package. */
const open = process.dlopen;

process.dlopen = (module, file, ...flags) =>
  open.call(process, module, file.endsWith("/tfjs_binding.node") ? process.env.MOMENTA_SANITIZED : file, ...flags);
