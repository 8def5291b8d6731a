import { can } from '@/lib/access/can';
import { getInstitution } from '@/lib/db/institutions';
import { listOf as listReaffirmed } from '@/lib/db/reaffirmations';
import { listTransitions } from '@/lib/db/rule-transitions';
import * as rules from '@/lib/db/rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import type { RuleNames } from '@/lib/rule/rule-names';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { namesOfRules } from './names-of-rules';
import { type PastVersion, pastVersionOf } from './past-version';
import { ruleResource } from './rule-resource';

export interface RuleHistory {
  version: RuleVersion;
  versions: PastVersion[];
  transitions: Awaited<ReturnType<typeof listTransitions>>;
  names: RuleNames;
  today: CivilDate;
  /** Whether the reader may open what the versions go back to. */
  mayTrace: boolean;
}

/** All versions of a rule: what each changed, who moved it, how it was voted on. @refuses not_found */
export async function viewRuleHistory(ctx: Context, id: string): Promise<RuleHistory> {
  return query(ctx, async (tx, actor, ctx) => {
    const version = (await rules.find(tx, id)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    const all = await rules.listVersions(tx, version.ruleId);
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const reaffirmed = await listReaffirmed(
      tx,
      all.map((one) => one.id),
    );
    const versions: PastVersion[] = [];
    for (const [index, one] of all.entries())
      versions.push(await pastVersionOf(tx, actor, one, all[index + 1], { reaffirmed, today }));
    return {
      version,
      today,
      mayTrace: can(actor, 'provenance.view', { tenantId: actor.tenantId }).allowed,
      versions,
      transitions: await listTransitions(tx, version.ruleId),
      names: await namesOfRules(
        tx,
        institution.homeUnit,
        today,
        all.map(({ definition }) => definition),
      ),
    };
  });
}
