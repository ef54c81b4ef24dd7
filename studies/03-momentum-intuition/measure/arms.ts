/** SGD + momentum with its velocity carried over or reset at the switch, and plain SGD. */
export const arms = ["carried", "reset", "plain"] as const;
export type Arm = (typeof arms)[number];

/** A value for each of the three. */
export type ByArm<Value> = Readonly<Record<Arm, Value>>;

export function byArm<Value>(value: (arm: Arm) => Value): ByArm<Value> {
  return { carried: value("carried"), reset: value("reset"), plain: value("plain") };
}
