import { getInstitution, findPolicyInForce } from '@/lib/db/institutions';
import { getPerson } from '@/lib/db/people';
import { allPolicies } from '@/lib/db/policies';
import { findPeopleAtWork, findTestMail, type TestMailFacts } from '@/lib/db/setup-facts';
import { lackingRoles, type NeededRole, type SetupCheck, setupChecks } from '@/lib/institution/setup-checks';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';

/** What the process that serves knows of the installation, and no institution can change. */
export interface Surroundings {
  hasMail: boolean;
  providerName: string | null;
  /** When the newest backup was taken; null where none is known. */
  backupTakenAt: string | null;
}

export interface SetupView {
  checks: SetupCheck[];
  test: TestMailFacts;
  /** Where a test message goes: the reader's own address, and no other. */
  mailbox: string;
  providerName: string | null;
  backupTakenAt: string | null;
  /** @units seconds */
  clockApart: number;
  people: { people: number; signedIn: number };
  lacking: NeededRole[];
}

/** What of the institution and of what it runs on is set, what is missing, and where each is set. @refuses forbidden */
export async function viewSetup(ctx: Context, around: Surroundings): Promise<SetupView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'setup.view', { tenantId: actor.tenantId });
    const { timeZone, holidays } = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, timeZone);
    const test = await findTestMail(tx);
    const { holding, now, ...people } = await findPeopleAtWork(tx);
    const clockApart = Math.round((now.getTime() - Date.parse(ctx.now)) / 1_000);
    const taken = around.backupTakenAt;
    const daysAgo =
      taken === null ? null : Math.floor((Date.parse(ctx.now) - Date.parse(taken)) / 86_400_000);
    const { email } = await getPerson(tx, actor.personId);
    const checks = setupChecks({
      mail: { isConfigured: around.hasMail, test: test.state },
      signIn: { hasProvider: around.providerName !== null, ...people },
      backup: { daysAgo },
      clock: { apart: clockApart },
      people: holding,
      policy: {
        isInForce: (await findPolicyInForce(tx, today)) !== null,
        hasDraft: (await allPolicies(tx)).some(({ status }) => status === 'draft'),
      },
      calendar: { today, holidays },
    });
    return {
      checks,
      test,
      mailbox: email,
      providerName: around.providerName,
      backupTakenAt: taken,
      clockApart,
      people,
      lacking: lackingRoles(holding),
    };
  });
}
