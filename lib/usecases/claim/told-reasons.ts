import { type ClaimReasons, reasonsOf } from '@/lib/claim/reasons';
import type { Trace } from '@/lib/credit/evaluate';
import type { CreditCase } from '@/lib/credit/input';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { titlesOfRules } from '@/lib/db/claim-decisions';
import type { Institution } from '@/lib/db/institutions';
import { findCreditsAndNames } from '@/lib/db/public-rules';
import type { Tx } from '@/lib/db/tx';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesFor } from '../catalog/rule-names';
import type { Context } from '../context';

/** Reasons with what their ids and codes are called. */
export interface ToldReasons extends ClaimReasons {
  names: RuleNames;
  ruleTitles: Readonly<Record<string, string>>;
}

/** Why a claim got no more, with the names of that day. The caller has authorized. */
export async function tellReasons(
  tx: Tx,
  ctx: Context,
  institution: Institution,
  { asked, trace }: { asked: CreditCase; trace: Trace },
): Promise<ToldReasons> {
  const { rules, student } = asked;
  const leaves = rules.flatMap(({ premise }) => leavesOf(premise));
  const pairs = (codes: readonly string[]) =>
    [...new Set(codes)].map((code) => [institution.id, code] as const);
  const found = await findCreditsAndNames(ctx.database, student.claimDate, {
    microCredentialIds: [...new Set(leaves.flatMap((leaf) => (isAssessmentLeaf(leaf) ? [] : [leaf.mc])))],
    courses: pairs(
      rules.flatMap(({ outcomes }) => outcomes.flatMap(({ lines }) => lines.map(({ target }) => target))),
    ),
    programs: pairs(rules.flatMap(({ programs }) => programs ?? [])),
  });
  return {
    ...reasonsOf(asked, trace),
    names: namesFor(institution, found),
    ruleTitles: await titlesOfRules(
      tx,
      rules.map(({ id }) => id),
    ),
  };
}
