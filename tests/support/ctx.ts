import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { type Actor, visitor } from '@/lib/access/actor';
import { type Database, openDatabase } from '@/lib/db/client';
import type { Context } from '@/lib/usecases/context';
import { queryAsSuperuser } from './db';

/** The day on which tests take place unless they say another. */
export const today = '2026-11-25';

const opened: Database = openDatabase({
  app: process.env['APP_DATABASE_URL'] ?? '',
  public: process.env['PUBLIC_DATABASE_URL'] ?? '',
});
afterAll(() => opened.close());

// Whoever acts on a day of their own choice writes a trail that the database would not date so; what it refuses is asked in sql-alone.test.ts.
await queryAsSuperuser('ALTER TABLE audit_event DISABLE TRIGGER guard_audit_time');

/** What a use case is called with: that actor, at noon UTC of that day, on the database of this test file. */
export function ctxOf(
  actor: Actor | { actor: Actor } = visitor,
  options: { day?: string; idempotencyKey?: string } = {},
): Context {
  const { day = today, idempotencyKey } = options;
  return {
    actor: 'actor' in actor ? actor.actor : actor,
    now: `${day}T12:00:00.000Z`,
    requestId: randomUUID(),
    newId: randomUUID,
    database: opened,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}
