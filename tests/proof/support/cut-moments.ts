import pg from 'pg';
import { expect } from 'vitest';
import type { Connection } from '@/scripts/database/connection';

/**
 * Where a command can be stopped, by name, with the statement after (or before) which the database makes it wait. All of it is
 * put in from outside: the product knows nothing of it.
 */
export const cutMoments = {
  'the transaction has begun': 'before insert on idempotency_key',
  'the key is claimed': 'after insert on idempotency_key',
  'the earlier version is ended':
    "after update on rule_version for each row when (old.status = 'published' and old.claim_to is distinct from new.claim_to)",
  'the version is in force':
    "after update on rule_version for each row when (old.status = 'approved' and new.status = 'published')",
  'the move is in the history': 'after insert on rule_transition',
  'the head of the audit chain is moved': 'after update on audit_head',
  'the audit entry is written': 'after insert on audit_event',
  'its states are written': 'after insert on audit_detail',
  'the reply is kept': 'after update on idempotency_key',
  'the commit is under way': 'after update on idempotency_key deferrable initially deferred',
  'the case is opened': 'after insert on review_case',
  'the stage is opened': 'after insert on review_stage',
  'the mail is queued': 'after insert on outbox_message',
  'a mail is taken': 'after update on outbox_message for each row when (new.attempts > old.attempts)',
  'a mail is out and not marked':
    'before update on outbox_message for each row when (new.sent_at is not null)',
} as const;
export type CutMoment = keyof typeof cutMoments;

/** Whoever comes to a moment that somebody holds waits there; where nobody holds it, nothing is felt. */
export async function installCutMoments(admin: Connection): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  // The role's own limit is two seconds of waiting, which a slow machine may need.
  await client.query(`
    create function proof_cut() returns trigger language plpgsql set lock_timeout = 0 as $$
    begin perform pg_advisory_xact_lock_shared(hashtext(tg_argv[0])); return new; end $$`);
  for (const [n, [name, where]] of Object.entries(cutMoments).entries()) {
    const kind = where.includes('deferrable') ? 'constraint trigger' : 'trigger';
    await client.query(
      `create ${kind} "zz_proof_${n}" ${where}${where.includes('for each row') ? '' : ' for each row'} execute function proof_cut('${name}')`,
    );
  }
  await client.end();
}

export interface Hold {
  /** Resolves when somebody has come there and waits. @returns the process of the database that waits */
  reached: () => Promise<number>;
  letGo: () => Promise<void>;
}

/** Holds a moment, or with `reading` a table that the product reads. Outlives the database. */
export async function hold(admin: Connection, what: CutMoment | { reading: string }): Promise<Hold> {
  const client = new pg.Client(admin);
  client.on('error', () => undefined);
  await client.connect();
  if (typeof what === 'string') await client.query('select pg_advisory_lock(hashtext($1))', [what]);
  else await client.query(`begin; lock table ${what.reading} in access exclusive mode`);
  const waiting = async () =>
    (
      await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where usename = 'app_rw' and wait_event_type = 'Lock'",
      )
    ).rows[0]?.pid ?? 0;
  return {
    reached: async () => {
      await expect
        .poll(waiting, { timeout: 30_000, interval: 5, message: `Nobody came to ${JSON.stringify(what)}.` })
        .toBeGreaterThan(0);
      return waiting();
    },
    letGo: () => client.end().catch(() => undefined),
  };
}
