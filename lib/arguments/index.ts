export {
  callable,
  distinct,
  either,
  flag,
  having,
  isObject,
  type Kind,
  kind,
  list,
  number,
  oneOf,
  optional,
  text,
  whole,
} from "./kinds.js";
export { completeOptions, requireArgument, requireKnown, requireOptions, type Schema } from "./schema.js";
export { inWords } from "./words.js";
