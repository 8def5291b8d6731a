import type { RuleStatus, RuleVersion } from './rule-version';

/** Nobody has said yes or no to what stands so: it is written, on its way, or was taken back before. */
const undecided: readonly RuleStatus[] = [
  'draft',
  'submitted',
  'in_department',
  'in_committee',
  'in_dean',
  'returned',
  'withdrawn',
];

/** Whether the institution has said yes or no to a version; stages that have passed decide nothing while another follows. */
export function isDecided({ status }: Pick<RuleVersion, 'status'>): boolean {
  return !undecided.includes(status);
}

/**
 * When that was said for the first time: at its approval, its publication or its rejection, whichever came first; null while it was not.
 * lib/db/accreditation.ts says the same in SQL.
 */
export function decidedAt(
  version: Pick<RuleVersion, 'status' | 'approvedAt' | 'publishedAt'>,
  rejectedAt: string | null,
): string | null {
  if (!isDecided(version)) return null;
  const said = [version.approvedAt, version.publishedAt, rejectedAt].filter((at) => at !== null);
  return said.sort()[0] ?? null;
}
