import { secondTaskStudy } from "../common/index.js";
import { study } from "../core/index.js";
import { answer, claims } from "./claims.js";
import { figures } from "./figures.js";
import { methods } from "./measure/methods.js";
import { layers, orders } from "./tables.js";

export const secondMoment = study({
  ...secondTaskStudy,
  name: "06-second-moment",
  section: "Adding 2nd moment",
  question: "Does RMSProp move the second layer more than the output layer, and is its second moment ordered by layer?",
  parts: { methods },
  published: "at first the second layer is updated more than the output layer; second moment: output > second > first",
  answer,
  claims,
  tables: { orders, layers },
  figures,
});
