import type { CivilDate } from '@/lib/kernel/civil-date';
import { fromDay, toDay, toInstant } from './codec';
import type { Tx } from './tx';

/** One act that says of mappings that they were looked at and stay as they are. */
export interface NewReaffirmation {
  tenantId: string;
  id: string;
  personId: string;
  policyVersionId: string;
  grounds: string;
  at: string;
  /** Each with the row version that follows, the day on which it was due and the one on which it is. */
  rules: readonly {
    ruleVersionId: string;
    rowVersion: number;
    dueBefore: CivilDate | null;
    dueOn: CivilDate;
  }[];
}

/** Keeps it; comes before the days of the versions are moved, which the database refuses without it. */
export async function create(tx: Tx, { at, rules, ...act }: NewReaffirmation): Promise<void> {
  await tx.reaffirmation.create({ data: { ...act, reaffirmedAt: new Date(at) } });
  await tx.reaffirmedRule.createMany({
    data: rules.map(({ dueBefore, dueOn, ...rule }) => ({
      ...rule,
      tenantId: act.tenantId,
      reaffirmationId: act.id,
      dueBefore: fromDay(dueBefore),
      dueOn: fromDay(dueOn) as Date,
    })),
  });
}

/** That a version was reaffirmed, as its history tells it. */
export interface Reaffirmed {
  ruleVersionId: string;
  personName: string;
  at: string;
  policy: { id: string; version: number; effectiveFrom: CivilDate };
  grounds: string;
  dueBefore: CivilDate | null;
  dueOn: CivilDate;
  /** How many mappings the same act was about, this one included. */
  together: number;
}

/** When versions were reaffirmed, the last first. */
export async function listOf(tx: Tx, ruleVersionIds: readonly string[]): Promise<Reaffirmed[]> {
  const rows = await tx.reaffirmedRule.findMany({
    where: { ruleVersionId: { in: [...ruleVersionIds] } },
    include: {
      reaffirmation: {
        include: {
          person: { select: { name: true } },
          policy: { select: { id: true, version: true, effectiveFrom: true } },
          _count: { select: { rules: true } },
        },
      },
    },
    orderBy: { rowVersion: 'desc' },
  });
  return rows.map(({ ruleVersionId, dueBefore, dueOn, reaffirmation: act }) => ({
    ruleVersionId,
    personName: act.person.name,
    at: toInstant(act.reaffirmedAt),
    policy: { ...act.policy, effectiveFrom: toDay(act.policy.effectiveFrom) },
    grounds: act.grounds,
    dueBefore: toDay(dueBefore),
    dueOn: toDay(dueOn),
    together: act._count.rules,
  }));
}

/** When each of these versions was reaffirmed last; what never was is not among them. */
export async function lastReaffirmed(
  tx: Tx,
  ruleVersionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.reaffirmedRule.findMany({
    where: { ruleVersionId: { in: [...ruleVersionIds] } },
    select: { ruleVersionId: true, reaffirmation: { select: { reaffirmedAt: true } } },
    orderBy: { rowVersion: 'asc' },
  });
  return new Map(rows.map((row) => [row.ruleVersionId, toInstant(row.reaffirmation.reaffirmedAt)]));
}

/** Who declared a conflict in the review of each of these versions; of a decided no, in that of what it answers as well. */
export async function listSteppedBack(
  tx: Tx,
  ruleVersionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ ruleVersionId: string; personId: string }[]>`
    SELECT rule_version_id AS "ruleVersionId", person_id AS "personId"
      FROM stepped_back_from(current_tenant(), ${[...ruleVersionIds]}::uuid[])`;
  const found = new Map<string, string[]>();
  for (const { ruleVersionId, personId } of rows)
    found.set(ruleVersionId, [...(found.get(ruleVersionId) ?? []), personId]);
  return found;
}
