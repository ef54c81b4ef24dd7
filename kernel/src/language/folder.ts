/** The folder in which the kernel was started: imports are resolved from there, wherever a cell goes. */
export const folder = process.cwd();
