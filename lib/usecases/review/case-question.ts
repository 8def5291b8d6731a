import { programsOn } from '@/lib/db/institutions';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { hoursBeside } from '@/lib/review/hours-beside';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { standingOfVersion } from '@/lib/rule/version-standing';
import type { QuestionView } from './case-view';
import { knownBeside } from './known-beside';
import type { ReviewSubject } from './review-subject';

/** What a case asks: the mapping as everybody on the staff may read it, with its certificates, courses and programs of the day. */
export async function questionOf(
  tx: Tx,
  rule: RuleVersion,
  { courses, certificates }: ReviewSubject,
  homeUnit: QuestionView['homeUnit'],
  /** Of the policy that it is judged by. */
  conversions: Readonly<Record<string, string>>,
  today: CivilDate,
): Promise<QuestionView> {
  const authorIds = authorIdsOf(rule);
  const people = await rules.namesOf(tx, authorIds);
  const named = rule.definition.programs?.filter((code) => code !== '*') ?? [];
  const programs = named.length > 0 ? await programsOn(tx, today) : [];
  return {
    ruleVersionId: rule.id,
    ...(await knownBeside(tx, rule, homeUnit, today)),
    hours: hoursBeside(
      courses.map(({ credits }) => credits),
      certificates.map(({ version }) => version?.workloadHours ?? null),
      homeUnit,
      conversions,
    ),
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
