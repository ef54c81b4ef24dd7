import { check, options, quick } from "./options.js";

/** What studies of the second task have in common; they share their runs, too, so that what two of them need is made once. */
export const secondTaskStudy = { source: "notes", options, quick, check, runs: "second-task" } as const;
