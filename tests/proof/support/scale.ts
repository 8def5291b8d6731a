/**
 * How much of a proof is run. `slice` is a taste, and all of it for a change that cannot touch the proof; `ci` is `npm run test:proof`;
 * `campaign` is a longer run whose figures are kept under evidence/.
 */
export type Scale = 'slice' | 'ci' | 'campaign';

const known: readonly Scale[] = ['slice', 'ci', 'campaign'];
const wanted = process.env['PROOF_SCALE'] ?? 'slice';

export const scale: Scale = known.find((name) => name === wanted) ?? unknownScale();

/** The amount of work for this run. */
export function pick(amounts: Readonly<Record<Scale, number>>): number {
  return amounts[scale];
}

/** One figure of a proof, printed where everybody sees it and collected for evidence. */
export function report(proof: string, figures: Readonly<Record<string, number | string>>): void {
  process.stdout.write(`PROOF ${JSON.stringify({ proof, scale, ...figures })}\n`);
}

/**
 * The seed of this run, printed with the figures, so that a red run can be repeated. The slice that everybody runs is the same for
 * everybody; the larger sizes look somewhere new each time, unless PROOF_SEED says where.
 */
export const seed = Number(
  process.env['PROOF_SEED'] ?? (scale === 'slice' ? 20_261_125 : Date.now() % 1_000_000_000),
);

function unknownScale(): never {
  throw new Error(`PROOF_SCALE is ${wanted}; it can be ${known.join(', ')}.`);
}
