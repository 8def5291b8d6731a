import { randomUUID } from 'node:crypto';
import { type Actor, visitor } from '@/lib/access/actor';
import { type Database, openDatabase } from '@/lib/db/client';
import { type Portion, type ReadApart, readingLimits } from '@/lib/import/reading';
import { readApart } from '@/lib/reading/read-apart';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import type { Context } from '@/lib/usecases/context';
import { letTestsChooseTheDay } from './chosen-day';
import { superuserConnection } from './db';
import { preparedReader } from './prepared-reader';

/** The day on which tests take place unless they say another. */
export const today = '2026-11-25';

const opened: Database = openDatabase({
  app: process.env['APP_DATABASE_URL'] ?? '',
  public: process.env['PUBLIC_DATABASE_URL'] ?? '',
});
await letTestsChooseTheDay(superuserConnection);

/** The reader as the product has it: its source starts five times as slowly. */
async function* readBuilt(...[bytes, plan]: Parameters<ReadApart>): AsyncGenerator<Portion> {
  yield* readApart(bytes, plan, readingLimits, [await preparedReader()]);
}

let kept: { of: string | undefined; catalog: KeptCatalog } | undefined;
/** The catalog of this database: files that share modules each have one made anew. */
function keptCatalog(): KeptCatalog {
  const of = process.env['TEST_DATABASE_MADE'];
  if (kept?.of !== of) kept = undefined;
  kept ??= { of, catalog: KeptCatalog.readEachTime(opened) };
  return kept.catalog;
}

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
    catalog: keptCatalog(),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}
