import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { revokeRule } from '@/lib/usecases/rule/revoke-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { first } from './cast';
import type { Act, Setting } from './stage';

/** The registrar puts an approved version in force. */
export async function publish({ tx, cast, as }: Setting, ruleVersionId: string, at: string): Promise<void> {
  await publishRule(as(first(cast.registrars), at), {
    ruleVersionId,
    expectedVersion: await rowVersionOf(tx, ruleVersionId),
  });
}

/** The second registrar stops a version, or ends it. */
export function endingAct(
  setting: Setting,
  idOfVersion: () => string,
  { to, ago, reason }: { to: 'suspended' | 'revoked'; ago: number; reason: string },
): Act {
  const { tx, cast, as, calendar } = setting;
  const at = calendar.at(ago, 75);
  return {
    at,
    run: async () => {
      const end = to === 'suspended' ? suspendRule : revokeRule;
      const registrar = first(cast.registrars.slice(1));
      await end(as(registrar, at), {
        ruleVersionId: idOfVersion(),
        expectedVersion: await rowVersionOf(tx, idOfVersion()),
        reason,
      });
    },
  };
}

/** Nobody else is at work while the data is loaded, so the version as it stands is the version as it was seen. */
export async function rowVersionOf(tx: Setting['tx'], id: string): Promise<number> {
  return (await tx.ruleVersion.findFirstOrThrow({ where: { id }, select: { rowVersion: true } })).rowVersion;
}
