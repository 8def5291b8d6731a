/** What laws are tried where nobody says otherwise; tests/proof/credit-laws.proof.test.ts tries four times as much. @units runs of each thousand */
const usual = 250;

/** How often a law is tried over random cases: so often in its proof, and otherwise as many of each thousand as CREDIT_RUNS says. */
export function lawRuns(inProof: number): number {
  return Math.ceil((inProof * Number(process.env['CREDIT_RUNS'] ?? usual)) / 1_000);
}
