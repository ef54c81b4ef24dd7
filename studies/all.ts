/** Every study, one name each. */
export { momentumIntuition } from "./03-momentum-intuition/study.js";
export { momentumSlowStart } from "./04-momentum-slow-start/study.js";
export { secondMoment } from "./06-second-moment/study.js";
export { firstMoment } from "./07-first-moment/study.js";
export { amsgrad } from "./29-amsgrad/study.js";
