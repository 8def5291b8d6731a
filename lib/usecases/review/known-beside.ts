import { listPrecedents } from '@/lib/db/precedents';
import { findRejection } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import { standingOfVersion } from '@/lib/rule/version-standing';
import { namesOfRules } from '../rule/names-of-rules';
import type { PrecedentView, QuestionView, VersionBefore } from './case-view';

/** As many decisions about the same certificates are shown besides those that the proposal itself names. */
const mostPrecedents = 4;

/** What was decided of the mapping before, and of the same certificates elsewhere here: with outcome and reason, to judge alike what is alike. */
export async function knownBeside(
  tx: Tx,
  rule: RuleVersion,
  homeUnit: QuestionView['homeUnit'],
  today: CivilDate,
): Promise<Pick<QuestionView, 'before' | 'precedents' | 'besideNames'>> {
  const before = rule.version === 1 ? null : await beforeOf(tx, rule, today);
  const named = rule.basis.precedentRuleVersionIds;
  const found = await listPrecedents(
    tx,
    rule.ruleId,
    microCredentialIdsIn(rule.definition.premise),
    named,
    mostPrecedents,
  );
  const decidedAt = ({ publishedAt, approvedAt }: RuleVersion) => publishedAt ?? approvedAt ?? '';
  const precedents: PrecedentView[] = [];
  for (const one of found.toSorted((a, b) => (decidedAt(a) < decidedAt(b) ? 1 : -1))) {
    const rejection = one.status === 'rejected' ? await findRejection(tx, one.id) : null;
    precedents.push({
      ruleVersionId: one.id,
      ruleCode: one.ruleCode,
      title: one.title,
      standing: standingOfVersion(one, today),
      definition: one.definition,
      decidedAt: one.publishedAt ?? one.approvedAt,
      reason: rejection?.publicReason || one.publicNote,
      isNamed: named.includes(one.id),
    });
  }
  const definitions = [
    ...precedents.map(({ definition }) => definition),
    ...(before ? [before.definition] : []),
  ];
  return { before, precedents, besideNames: await namesOfRules(tx, homeUnit, today, definitions) };
}

/** Who judges a second version reads what the first one said and how it ended. */
async function beforeOf(tx: Tx, rule: RuleVersion, today: CivilDate): Promise<VersionBefore | null> {
  const before = (await rules.listVersions(tx, rule.ruleId)).find(({ version }) => version < rule.version);
  return before
    ? {
        ruleVersionId: before.id,
        version: before.version,
        standing: standingOfVersion(before, today),
        definition: before.definition,
        caseId: await rules.findReviewCaseId(tx, before.id),
      }
    : null;
}
