import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type Actor, visitor } from '@/lib/access/actor';
import { type Database, openDatabase } from '@/lib/db/client';
import { type Portion, type ReadApart, readingLimits } from '@/lib/import/reading';
import { readApart } from '@/lib/reading/read-apart';
import type { Context } from '@/lib/usecases/context';
import { buildFileReader } from '@/scripts/product/programs-apart';
import { queryAsSuperuser } from './db';
import { throwAwayHome } from './throw-away';

/** The day on which tests take place unless they say another. */
export const today = '2026-11-25';

const opened: Database = openDatabase({
  app: process.env['APP_DATABASE_URL'] ?? '',
  public: process.env['PUBLIC_DATABASE_URL'] ?? '',
});
afterAll(() => opened.close());

// Whoever acts on a day of their own choice writes a trail that the database would not date so; what it refuses is asked in sql-alone.test.ts.
await queryAsSuperuser('ALTER TABLE audit_event DISABLE TRIGGER guard_audit_time');

let reader: Promise<string> | undefined;
/** The reader as the product has it, made once for this test file: its source starts five times as slowly. */
async function* readBuilt(...[bytes, plan]: Parameters<ReadApart>): AsyncGenerator<Portion> {
  reader ??= (async () => {
    const file = path.join(throwAwayHome('reader'), 'file-reader.mjs');
    await buildFileReader(file);
    return file;
  })();
  yield* readApart(bytes, plan, readingLimits, [await reader]);
}
afterAll(async () => {
  if (reader) rmSync(path.dirname(await reader), { recursive: true, force: true });
});

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
    readApart: readBuilt,
    database: opened,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}
