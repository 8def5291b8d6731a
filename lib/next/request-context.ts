import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { cache } from 'react';
import { currentActor } from '@/lib/auth/current-actor';
import { assertLeastPrivilege, type Database, openDatabase } from '@/lib/db/client';
import { env } from '@/lib/env';
import type { Context } from '@/lib/usecases/context';

// One pool a process; `next dev` loads modules again and would open more.
const shared = globalThis as { crosswalkDatabase?: Promise<Database> };

export function database(): Promise<Database> {
  shared.crosswalkDatabase ??= open();
  return shared.crosswalkDatabase;
}

async function open(): Promise<Database> {
  const opened = openDatabase({ app: env().APP_DATABASE_URL, public: env().PUBLIC_DATABASE_URL });
  await assertLeastPrivilege(opened);
  return opened;
}

/** Who asks, when, and where the data is; the same for all of one request. */
export const requestContext = cache(async (): Promise<Context> => {
  const [opened, head] = await Promise.all([database(), headers()]);
  return {
    actor: await currentActor(opened),
    now: new Date().toISOString(),
    requestId: head.get('x-request-id') ?? randomUUID(),
    newId: randomUUID,
    database: opened,
  };
});

/** The caller's address, for rate budgets only; never stored. */
export async function callerAddress(): Promise<string> {
  return (await headers()).get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown';
}
