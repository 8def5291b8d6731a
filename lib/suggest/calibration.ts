/** How a chance that was computed is told: a logistic curve over its logarithmic odds. */
export interface Calibration {
  slope: number;
  offset: number;
}

const oddsOf = (chance: number) => {
  const inside = Math.min(1 - 1e-4, Math.max(1e-4, chance));
  return Math.log(inside / (1 - inside));
};

/**
 * Fits the curve to chances and whether they came true, by Newton's method with a little pull to "as computed".
 * @source Platt, Probabilistic Outputs for Support Vector Machines (1999)
 */
export function fitCalibration(seen: readonly { chance: number; isTrue: boolean }[]): Calibration {
  const pull = 1;
  let [slope, offset] = [1, 0];
  for (let round = 0; round < 30; round++) {
    let [toSlope, toOffset] = [pull * (slope - 1), pull * offset];
    let [a, b, c] = [pull, 0, pull];
    for (const { chance, isTrue } of seen) {
      const odds = oddsOf(chance);
      const told = 1 / (1 + Math.exp(-(slope * odds + offset)));
      const miss = told - (isTrue ? 1 : 0);
      const weight = told * (1 - told);
      toSlope += miss * odds;
      toOffset += miss;
      a += weight * odds * odds;
      b += weight * odds;
      c += weight;
    }
    const determinant = a * c - b * b || 1;
    slope -= (c * toSlope - b * toOffset) / determinant;
    offset -= (a * toOffset - b * toSlope) / determinant;
  }
  return { slope, offset };
}

/** The chance as it is told. @units 0 to 1 */
export function calibrated({ slope, offset }: Calibration, chance: number): number {
  return 1 / (1 + Math.exp(-(slope * oddsOf(chance) + offset)));
}
