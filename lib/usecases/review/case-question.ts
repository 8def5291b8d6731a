import { programsOn } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { standingOfVersion } from '@/lib/rule/version-standing';
import type { QuestionView, VersionBefore } from './case-view';
import type { ReviewSubject } from './review-subject';

/** What a case asks: the mapping as everybody on the staff may read it, with its certificates, courses and programs of the day. */
export async function questionOf(
  tx: Tx,
  rule: RuleVersion,
  { courses, certificates }: ReviewSubject,
  homeUnit: QuestionView['homeUnit'],
  today: CivilDate,
): Promise<QuestionView> {
  const authorIds = authorIdsOf(rule);
  const people = await rules.namesOf(tx, authorIds);
  const named = rule.definition.programs?.filter((code) => code !== '*') ?? [];
  const programs = named.length > 0 ? await programsOn(tx, today) : [];
  return {
    ruleVersionId: rule.id,
    before: await beforeOf(tx, rule, today),
    ruleCode: rule.ruleCode,
    title: rule.title,
    version: rule.version,
    status: rule.status,
    standing: standingOfVersion(rule, today),
    rowVersion: rule.rowVersion,
    definition: rule.definition,
    homeUnit,
    courses,
    authorNames: authorIds.map((id) => people.get(id) ?? ''),
    certificates: certificates.map(
      ({
        microCredential: { id, slug, title, language, provider, platform, url, recommendations },
        version,
      }) => ({
        id,
        slug,
        title,
        language,
        provider,
        platform,
        url,
        version,
        recommendations: recommendations.filter((found) => rule.basis.recommendationIds.includes(found.id)),
      }),
    ),
    programs: programs
      .filter((program) => named.includes(program.code))
      .map(({ code, title }) => ({ code, title })),
  };
}

/** What was decided of the mapping before: who judges a second version reads how the first one ended. */
async function beforeOf(tx: Tx, rule: RuleVersion, today: CivilDate): Promise<VersionBefore | null> {
  if (rule.version === 1) return null;
  const before = (await rules.listVersions(tx, rule.ruleId)).find(({ version }) => version < rule.version);
  return before
    ? {
        ruleVersionId: before.id,
        version: before.version,
        standing: standingOfVersion(before, today),
        caseId: await rules.findReviewCaseId(tx, before.id),
      }
    : null;
}
