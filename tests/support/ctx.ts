import { randomUUID } from 'node:crypto';
import { type Actor, visitor } from '@/lib/access/actor';
import { type Database, openDatabase } from '@/lib/db/client';
import { type Portion, type ReadApart, readingLimits } from '@/lib/import/reading';
import { readPortions } from '@/lib/reading/read-portions';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import type { Context } from '@/lib/usecases/context';
import { letTestsChooseTheDay } from './chosen-day';
import { superuserConnection } from './db';

/** The day on which tests take place unless they say another. */
export const today = '2026-11-25';

const opened: Database = openDatabase({
  app: process.env['APP_DATABASE_URL'] ?? '',
  public: process.env['PUBLIC_DATABASE_URL'] ?? '',
});
await letTestsChooseTheDay(superuserConnection);

/**
 * What the program that reads files apart says, said here: to start a process for each of hundreds of small files took a third of the
 * time of all tests of imports. That it is read apart has tests of its own (tests/unit/reading/read-apart.test.ts, proof worst-file).
 */
async function* readHere(...[bytes, plan]: Parameters<ReadApart>): AsyncGenerator<Portion> {
  for await (const portion of readPortions(bytes, plan, readingLimits))
    yield JSON.parse(JSON.stringify(portion)) as Portion;
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
    readApart: readHere,
    database: opened,
    catalog: keptCatalog(),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}
