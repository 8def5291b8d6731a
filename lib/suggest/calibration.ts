/** How a chance that was computed is told: a logistic curve over its logarithmic odds. */
export interface Calibration {
  slope: number;
  offset: number;
}

/** The curve that changes nothing. */
export const asComputed: Calibration = { slope: 1, offset: 0 };

const oddsOf = (chance: number) => {
  const inside = Math.min(1 - 1e-4, Math.max(1e-4, chance));
  return Math.log(inside / (1 - inside));
};

/** How strongly the curve is held to "as computed". @units rows */
const pull = 1;

/**
 * Fits the curve to chances and whether they came true, by Newton's method with steps halved until they help, and with a little
 * pull to "as computed".
 * @source Platt, Probabilistic Outputs for Support Vector Machines (1999)
 */
export function fitCalibration(seen: readonly { chance: number; isTrue: boolean }[]): Calibration {
  let curve = asComputed;
  for (let round = 0; round < 20; round++) {
    const step = newtonStep(curve, seen);
    const loss = lossOf(curve, seen);
    let part = 1;
    let next = curve;
    do {
      next = { slope: curve.slope - part * step.slope, offset: curve.offset - part * step.offset };
      part /= 2;
    } while (lossOf(next, seen) > loss && part > 1e-6);
    curve = next;
  }
  return curve;
}

type Seen = Parameters<typeof fitCalibration>[0];

function lossOf(curve: Calibration, seen: Seen): number {
  return seen.reduce(
    (sum, { chance, isTrue }) => {
      const told = calibrated(curve, chance);
      return sum - Math.log(Math.max(1e-12, isTrue ? told : 1 - told));
    },
    (pull / 2) * ((curve.slope - 1) ** 2 + curve.offset ** 2),
  );
}

function newtonStep(curve: Calibration, seen: Seen): Calibration {
  const slope = { odds: pull * (curve.slope - 1), one: pull * curve.offset };
  const bend = { odds: pull, both: 0, one: pull };
  for (const { chance, isTrue } of seen) {
    const odds = oddsOf(chance);
    const told = calibrated(curve, chance);
    const miss = told - (isTrue ? 1 : 0);
    const weight = told * (1 - told);
    slope.odds += miss * odds;
    slope.one += miss;
    bend.odds += weight * odds * odds;
    bend.both += weight * odds;
    bend.one += weight;
  }
  const determinant = bend.odds * bend.one - bend.both ** 2 || 1;
  return {
    slope: (bend.one * slope.odds - bend.both * slope.one) / determinant,
    offset: (bend.odds * slope.one - bend.both * slope.odds) / determinant,
  };
}

/** The chance as it is told. @units 0 to 1 */
export function calibrated({ slope, offset }: Calibration, chance: number): number {
  return 1 / (1 + Math.exp(-(slope * oddsOf(chance) + offset)));
}
