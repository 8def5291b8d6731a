import type { ImportedVersion } from '@/lib/db/added-rules';
import { type Note, noteOf } from '@/lib/import/note';
import type { Finding } from '@/lib/rule/lint/finding';
import { leavesIn } from '@/lib/rule/lint/reach';
import { planPublication } from '@/lib/rule/plan-publication';
import type { RuleBasis, RuleVersion } from '@/lib/rule/rule-version';
import { loadSurroundings } from '@/lib/usecases/rule/check-rule';
import type { ImportPass } from './import-pass';

/** On what every decision rests that a file brings. */
export const importedBasis: RuleBasis = {
  kind: 'precedent',
  recommendationIds: [],
  changedBecause: '',
  otherwiseBecause: '',
  precedentRuleVersionIds: [],
  microCredentialVersionIds: [],
};

export interface RowToPublish extends ImportedVersion {
  /** Whether the file gives its code: such a row may say the same as another, and one without is compared with the others before. */
  isCoded: boolean;
}

/** Without a policy nothing is published, which the page of the import says; what a row says is checked all the same. */
const noReviewYet = { reReviewMonths: 1_200 };
/** Somebody who had no part in the import: nobody else may publish it. */
const somebodyElse = '';

/**
 * Why rows of decisions would not be published as things stand, by the ids of their versions: each is put to the plan by which it would come
 * into force, after those further up. What would be refused then is refused now, while the file can still be corrected. A mapping that it
 * goes before may stand further down in the file.
 */
export async function whyNotPublished(
  { tx, house, planned, batch, actor, at, writes }: ImportPass,
  rows: readonly RowToPublish[],
  justNamed: ReadonlySet<string>,
): Promise<Map<string, Note[]>> {
  const refused = new Map<string, Note[]>();
  if (house === null || rows.length === 0) return refused;
  const versions = rows.map(
    (row): RuleVersion => ({
      ...{ tenantId: batch.tenantId, id: row.id, ruleId: row.ruleId, ruleCode: row.code, title: row.title },
      ...{ version: row.version, definition: row.definition, publicNote: row.publicNote },
      ...{ departmentId: null, status: 'approved', origin: 'import', basis: importedBasis },
      ...{ changeClass: 'substantive', internalNote: '', statusReason: '', reviewDueOn: null },
      claimFrom: row.definition.claimWindow?.from ?? null,
      claimTo: row.definition.claimWindow?.to ?? null,
      ...{ authorId: actor.personId, contributorIds: [], importedById: batch.createdById },
      ...{ submittedAt: null, approvedAt: at, publishedById: null, publishedAt: null },
      ...{ createdAt: at, updatedAt: at, rowVersion: 1 },
    }),
  );
  const { today, policy, worldOf, othersOf, carry } = await loadSurroundings(tx, house, versions, {
    ...planned,
    microCredentials: Object.fromEntries([...justNamed].map((id) => [id, justListed])),
  });
  await writes.beside();
  for (const [index, version] of versions.entries()) {
    const plan = planPublication({
      version,
      others: othersOf(version),
      world: worldOf(version),
      policy: policy?.review ?? noReviewYet,
      today,
      publisherId: somebodyElse,
    });
    if (plan.ok) {
      carry(plan.value);
      planned.take(plan.value, rows[index]?.isCoded === true || hasScore(version));
      continue;
    }
    const notes = notesOf(plan.reason, plan.details);
    if (notes.length > 0) refused.set(version.id, notes);
  }
  return refused;
}

function notesOf(reason: string, details: unknown): Note[] {
  if (reason !== 'rule/linter-errors') return [noteOf(reason, details as Record<string, string>)];
  return (details as { findings: Finding[] }).findings.flatMap(({ severity, code, values }) =>
    severity === 'error' && code !== 'override-unknown' ? [noteOf(`finding/${code}`, values)] : [],
  );
}

/** What the linter knows of a course of another university that the file lists. */
const justListed = {
  title: '',
  status: 'active',
  versionLabels: [],
  components: [],
  recommendations: [],
};

/** A step of a scale must not meet another one. */
function hasScore({ definition }: RuleVersion): boolean {
  return leavesIn(definition.premise).some(
    ({ leaf }) => leaf.minScore !== undefined || leaf.belowScore !== undefined,
  );
}
