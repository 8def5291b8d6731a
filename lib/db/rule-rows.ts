import type { CivilDate } from '@/lib/kernel/civil-date';
import { RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';
import { toDay, toInstant } from './codec';
import type { Tx } from './tx';

/** A version as lists show it. */
export interface RuleRow {
  id: string;
  ruleId: string;
  ruleCode: string;
  title: string;
  version: number;
  status: RuleStatus;
  origin: string;
  definition: RuleDefinition;
  departmentCode: string | null;
  departmentName: string | null;
  /** Everybody who wrote it, whoever began it first. */
  authorNames: string[];
  microCredentials: { id: string; title: string; language: string | null; provider: string }[];
  reviewDueOn: CivilDate | null;
  claimFrom: CivilDate | null;
  claimTo: CivilDate | null;
  updatedAt: string;
  rowVersion: number;
}

/** Versions by id, in the order of the ids. */
export async function rowsOf(tx: Tx, ids: readonly string[]): Promise<RuleRow[]> {
  const rows = await tx.ruleVersion.findMany({
    where: { id: { in: [...ids] } },
    include: {
      rule: { select: { code: true, title: true, department: { select: { code: true, name: true } } } },
      author: { select: { name: true } },
      contributors: { select: { person: { select: { name: true } } }, orderBy: { since: 'asc' } },
      sources: {
        select: { microCredential: { select: { id: true, title: true, language: true, provider: true } } },
        orderBy: { microCredential: { title: 'asc' } },
      },
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    return [
      {
        id,
        ruleId: row.ruleId,
        ruleCode: row.rule.code,
        title: row.rule.title,
        version: row.version,
        status: RuleStatus.parse(row.status),
        origin: row.origin,
        definition: RuleDefinition.parse(row.definition),
        departmentCode: row.rule.department?.code ?? null,
        departmentName: row.rule.department?.name ?? null,
        authorNames: [row.author, ...row.contributors.map(({ person }) => person)].map(({ name }) => name),
        microCredentials: row.sources.map((source) => source.microCredential),
        reviewDueOn: toDay(row.reviewDueOn),
        claimFrom: toDay(row.claimFrom),
        claimTo: toDay(row.claimTo),
        updatedAt: toInstant(row.updatedAt),
        rowVersion: row.rowVersion,
      },
    ];
  });
}
