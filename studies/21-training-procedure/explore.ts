/** What a reader can set: a polynomial, how it is trained, and where its data are from. */
export interface PolynomialSettings {
  /** As a multiple of 2 / λmax. */
  readonly rate: number;
  /** λ of ½ λ ‖w‖². */
  readonly penalty: number;
  readonly degree: number;
  readonly points: number;
  readonly testPoints: string;
  readonly seed: number;
}

/** What came of it. */
export interface PolynomialCourse {
  readonly updates: readonly number[];
  readonly training: readonly number[];
  readonly test: readonly number[];
  /** 2 / λmax of the training loss with its penalty. */
  readonly border: number;
  readonly fit: { readonly x: readonly number[]; readonly y: readonly number[] };
  readonly trainingPoints: { readonly x: readonly number[]; readonly y: readonly number[] };
  readonly testPoints: { readonly x: readonly number[]; readonly y: readonly number[] };
}

/**
 * A polynomial, in Chebyshev's basis, fitted to noisy points of sin 3x by gradient descent on
 * 1/(2n) Σ (f(x) − y)² + ½ λ ‖w‖². Losses are mean squared errors without the penalty. It stands by itself, for the page.
 */
export function polynomialCourse(settings: PolynomialSettings): PolynomialCourse {
  const UPDATES = 3000;
  const TEST = 60;
  const NOISE = 0.25;
  let state = settings.seed * 2654435761;
  const uniform = () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const target = (x: number) => Math.sin(3 * x);
  const features = (x: number) => {
    const row = [1, x];
    while (row.length <= settings.degree) {
      row.push(2 * x * (row[row.length - 1] as number) - (row[row.length - 2] as number));
    }
    return row.slice(0, settings.degree + 1);
  };
  const points = (count: number, from: number, to: number, noise: number) =>
    Array.from({ length: count }, () => {
      const x = from + (to - from) * uniform();
      return { x, y: target(x) + noise * normal() };
    });
  // Training points leave the right of the range to test points from elsewhere.
  const elsewhere = settings.testPoints === "from further right";
  const easy = settings.testPoints === "without noise, in the middle";
  const test = elsewhere
    ? points(TEST, 0.6, 1, NOISE)
    : easy
      ? points(TEST, -0.3, 0.3, 0)
      : points(TEST, -1, 0.6, NOISE);
  const known = points(settings.points, -1, 0.6, NOISE);
  const phi = known.map(({ x }) => features(x));
  const phiTest = test.map(({ x }) => features(x));
  const size = settings.degree + 1;
  const dot = (a: readonly number[], b: readonly number[]) => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += (a[at] as number) * (b[at] as number);
    return sum;
  };
  const gram = Array.from({ length: size }, (_, i) =>
    Array.from(
      { length: size },
      (_, j) =>
        phi.reduce((sum, row) => sum + (row[i] as number) * (row[j] as number), 0) / known.length +
        (i === j ? settings.penalty : 0),
    ),
  );
  let direction: number[] = Array.from({ length: size }, (_, at) => 1 + 0.1 * at);
  let largest = 1;
  for (let round = 0; round < 100; round++) {
    const product = gram.map((row) => dot(row, direction));
    largest = Math.sqrt(dot(product, product)) / Math.sqrt(dot(direction, direction));
    direction = product.map((value) => value / largest);
  }
  const slope = Array.from(
    { length: size },
    (_, i) => phi.reduce((sum, row, at) => sum + (row[i] as number) * (known[at]?.y as number), 0) / known.length,
  );
  const step = (settings.rate * 2) / largest;
  const error = (rows: readonly number[][], some: readonly { y: number }[], w: readonly number[]) =>
    rows.reduce((sum, row, at) => sum + (dot(row, w) - (some[at]?.y as number)) ** 2, 0) / some.length;
  let w = Array<number>(size).fill(0);
  const updates: number[] = [];
  const training: number[] = [];
  const testErrors: number[] = [];
  for (let update = 0; update <= UPDATES; update++) {
    if (update > 0 && update === Math.round(1.12 ** Math.round(Math.log(update) / Math.log(1.12)))) {
      updates.push(update);
      training.push(error(phi, known, w));
      testErrors.push(error(phiTest, test, w));
    }
    const current = w;
    w = w.map((value, at) => value - step * (dot(gram[at] as number[], current) - (slope[at] as number)));
  }
  const x = Array.from({ length: 121 }, (_, at) => -1 + at / 60);
  const columns = (some: readonly { x: number; y: number }[]) => ({
    x: some.map((one) => one.x),
    y: some.map((one) => one.y),
  });
  return {
    updates,
    training,
    test: testErrors,
    border: 2 / largest,
    fit: { x, y: x.map((one) => dot(features(one), w)) },
    trainingPoints: columns(known),
    testPoints: columns(test),
  };
}
