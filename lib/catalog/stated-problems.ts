import { parseRational } from '@/lib/amount/rational';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import { addYears, type CivilDate } from '@/lib/kernel/civil-date';
import type { EstimateProblem, EstimateQuery } from './estimate-query';

/** What is known of a stated certificate that its dates and its score must fit. */
export interface StatedFacts {
  versions: readonly { label: string; validFrom: CivilDate | null }[];
  /** The leaves of the institution's rules that name it or what it proves. */
  leaves: readonly Pick<MicroCredentialLeaf, 'minScore' | 'belowScore'>[];
}

/** No certificate that earns credit today is older. A claim or a term lies at most so far ahead. @units day · years */
export const bounds = { earliest: '1950-01-01' as CivilDate, yearsAhead: 10 };

/**
 * What cannot be true of what is stated, though each entry can be read by itself: days that are still to come, that are absurd, or on
 * which the certificate did not exist, and scores beyond their scale. `today` is the institution's own day.
 * @units scores on the scale of the certificate   @source docs/domain.md §11
 */
export function findStatedProblems(
  query: EstimateQuery,
  {
    today,
    holdings,
    thresholds,
  }: {
    today: CivilDate;
    holdings: readonly StatedFacts[];
    /** Minimum scores of each assessment of the institution's own, by its id. */
    thresholds: Readonly<Record<string, readonly string[]>>;
  },
): EstimateProblem[] {
  const problems: EstimateProblem[] = [];
  const note = (field: string, reason: EstimateProblem['reason'], values?: Record<string, string>) =>
    void problems.push({ field, reason, ...(values && { values }) });
  const farthest = addYears(today, bounds.yearsAhead);
  const isReachable = (day: CivilDate) => bounds.earliest <= day && day <= farthest;
  const { claimDate, termStart } = query;
  if (claimDate && !isReachable(claimDate))
    note('claim', 'day/out-of-reach', { from: bounds.earliest, to: farthest });
  if (termStart && !isReachable(termStart))
    note('term', 'day/out-of-reach', { from: bounds.earliest, to: farthest });

  query.holdings.forEach(({ issuedOn, expiresOn, version, score }, index) => {
    const n = index + 1;
    const { versions, leaves } = holdings[index] ?? { versions: [], leaves: [] };
    const existedFrom = firstDayOf(versions, version);
    if (issuedOn !== null) {
      if (issuedOn > today) note(`on${n}`, 'day/in-the-future', { day: today });
      else if (issuedOn < bounds.earliest)
        note(`on${n}`, 'day/out-of-reach', { from: bounds.earliest, to: today });
      else if (existedFrom && issuedOn < existedFrom)
        note(`on${n}`, 'day/before-it-existed', { day: existedFrom });
      else if (claimDate && issuedOn > claimDate) note(`on${n}`, 'day/after-the-claim', { day: claimDate });
    }
    if (expiresOn !== null && issuedOn !== null && expiresOn < issuedOn)
      note(`until${n}`, 'day/before-completion', { day: issuedOn });
    const most = scaleOf(
      leaves.flatMap(({ minScore, belowScore }) => [minScore ?? [], belowScore ?? []].flat()),
    );
    if (score !== null && isAbove(score, most)) note(`score${n}`, 'score/beyond-scale', { most });
  });
  query.assessments.forEach(({ id, score }, index) => {
    const most = scaleOf(thresholds[id] ?? []);
    if (isAbove(score, most)) note(`examscore${index + 1}`, 'score/beyond-scale', { most });
  });
  return problems;
}

/** The version's first day, or that of the first version; null where it is not known. */
function firstDayOf(versions: StatedFacts['versions'], stated: string | null): CivilDate | null {
  const own = versions.find(({ label }) => label === stated);
  if (own) return own.validFrom;
  const days = versions.map(({ validFrom }) => validFrom);
  return days.some((day) => day === null) ? null : (days.sort()[0] ?? null);
}

/** The most that can be reached: 100, or the next power of ten where a rule asks for more. */
function scaleOf(asked: readonly string[]): string {
  let most = 100;
  for (const score of asked) while (isAbove(score, String(most))) most *= 10;
  return String(most);
}

function isAbove(score: string, most: string): boolean {
  return parseRational(score).compare(parseRational(most)) > 0;
}
