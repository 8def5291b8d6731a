import { neededRoles, type SetupFacts, type TestMail } from '@/lib/institution/setup-checks';
import type { Tx } from './tx';

/** The kind under which a test message waits in the outbox. */
export const testMailKind = 'setup.test';

/** The newest test message: what came of it, when it was asked for, and what the mail server said. */
export interface TestMailFacts {
  state: TestMail;
  at: string | null;
  error: string;
}

export async function findTestMail(tx: Tx): Promise<TestMailFacts> {
  const row = await tx.outboxMessage.findFirst({
    where: { kind: testMailKind },
    select: { createdAt: true, sentAt: true, lastError: true },
    orderBy: { createdAt: 'desc' },
  });
  if (row === null) return { state: 'none', at: null, error: '' };
  const state = row.sentAt !== null ? 'sent' : row.lastError === '' ? 'waiting' : 'failed';
  return { state, at: row.createdAt.toISOString(), error: state === 'failed' ? row.lastError : '' };
}

/** How many are at work, how many of them have signed in, and how many hold each role that the work needs; and the clock of the database. */
export async function findPeopleAtWork(tx: Tx): Promise<{
  people: number;
  signedIn: number;
  holding: SetupFacts['people'];
  now: Date;
}> {
  const [row] = await tx.$queryRaw<{ people: number; signedIn: number; now: Date }[]>`
    SELECT count(*)::int AS people, count(p.user_id)::int AS "signedIn", clock_timestamp() AS now
      FROM person p WHERE p.tenant_id = current_tenant() AND p.status = 'active'`;
  const held = await tx.$queryRaw<{ role: string; count: number }[]>`
    SELECT g.role, count(DISTINCT g.person_id)::int AS count
      FROM role_grant g JOIN person p ON p.tenant_id = g.tenant_id AND p.id = g.person_id AND p.status = 'active'
     WHERE g.tenant_id = current_tenant() AND g.ended_at IS NULL AND g.role = ANY(${[...neededRoles]}::text[]) GROUP BY g.role`;
  if (row === undefined) throw new Error('A count has a row.');
  const holding = Object.fromEntries(
    neededRoles.map((role) => [role, held.find((one) => one.role === role)?.count ?? 0]),
  ) as SetupFacts['people'];
  return { ...row, holding };
}
