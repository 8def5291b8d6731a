import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { visitor } from '@/lib/access/actor';
import type { Party, World } from './row';
import type { Seat } from './tenant-shape';
import { hashOf, seats, staffMember } from './world';

/** Writes of one account before another one takes its place: fewer than the budget of a minute. */
const writesAnAccount = 100;

/** From the second institution come those who could do most at home, and those who sit in reviews. */
const fromElsewhere: readonly Seat[] = [
  'registrar',
  'administrator',
  'author',
  'reviewer',
  'chair',
  'auditor',
];

/** Everybody who asks: a visitor, a guest, students, the whole staff of one institution and some of another. */
export function partiesOf([here, elsewhere]: World): Party[] {
  const guestId = randomUUID();
  const ofTenant = (tenant: World[number], names: readonly Seat[], suffix: string) =>
    names.map((seat): Party => {
      const { name, email, userId } = tenant.people[seat];
      const actor = staffMember(tenant, seat) ?? { kind: 'guest' as const, userId };
      return {
        name: seat + suffix,
        actor,
        tenant: actor.kind === 'staff' ? tenant : null,
        own: [name, email],
      };
    });
  return [
    { name: 'visitor', actor: visitor, tenant: null, own: [] },
    { name: 'guest', actor: { kind: 'guest', userId: guestId }, tenant: null, own: [] },
    ...here.students.map(({ label, userId, shown, mailbox }) => ({
      name: label,
      actor: { kind: 'guest' as const, userId },
      tenant: null,
      // What was said of a claim is its student's to read.
      own: [shown, mailbox, ...here.claims.filter((one) => one.userId === userId).map(({ note }) => note)],
    })),
    ...ofTenant(here, seats, ''),
    ...ofTenant(elsewhere, fromElsewhere, ' elsewhere'),
  ];
}

/** Keeps everybody signed in. Accounts are counted, and give way to fresh ones, so that the budget of writes is not what is measured. */
export class Accounts {
  private readonly held = new Map<Party, { userId: string; token: string; writes: number }>();

  constructor(private readonly pool: pg.Pool) {}

  async open(party: Party): Promise<void> {
    const { actor } = party;
    if (actor.kind === 'visitor') return;
    await this.pool.query('INSERT INTO auth_user (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      actor.userId,
      party.own[0] ?? 'Guest',
    ]);
    await this.enter(party, actor.userId);
  }

  cookie(party: Party): string | null {
    const account = this.held.get(party);
    return account === undefined ? null : `crosswalk-session=${account.token}`;
  }

  countWrite(party: Party): void {
    const account = this.held.get(party);
    if (account) account.writes += 1;
  }

  /** Whether another account took the place of this party's, which changes the database. */
  async refresh(party: Party, coming: number): Promise<boolean> {
    const account = this.held.get(party);
    if (account === undefined || account.writes + coming <= writesAnAccount) return false;
    const userId = randomUUID();
    await this.pool.query('INSERT INTO auth_user (id, name) VALUES ($1, $2)', [
      userId,
      party.own[0] ?? 'Guest',
    ]);
    for (const table of ['person', 'student'])
      await this.pool.query(`UPDATE ${table} SET user_id = $2 WHERE user_id = $1`, [account.userId, userId]);
    await this.enter(party, userId);
    return true;
  }

  /** The same account, signed in anew. */
  async enterAgain(party: Party): Promise<void> {
    const account = this.held.get(party);
    if (account) await this.enter(party, account.userId, account.writes);
  }

  private async enter(party: Party, userId: string, writes = 0): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    await this.pool.query(
      `INSERT INTO auth_session (session_token, user_id, expires, created_at) VALUES ($1, $2, now() + interval '2 hours', now())`,
      [hashOf(token), userId],
    );
    this.held.set(party, { userId, token, writes });
  }
}
