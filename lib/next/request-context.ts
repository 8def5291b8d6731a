import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { cache } from 'react';
import { currentActor } from '@/lib/auth/current-actor';
import { suggester } from '@/lib/jobs/start-suggester';
import { readApart } from '@/lib/reading/read-apart';
import type { Context } from '@/lib/usecases/context';
import { hasRoom } from './disk-room';
import { keptCatalog } from './shared-catalog';
import { database } from './shared-database';
import { keptQuarters } from './shared-figures';
import { keptHealth } from './shared-health';

/** Who asks, when, and where the data is; the same for all of one request. */
export const requestContext = cache(async (): Promise<Context> => {
  const [opened, catalog, suggests, head] = await Promise.all([
    database(),
    keptCatalog(),
    suggester(),
    headers(),
  ]);
  return {
    actor: await currentActor(opened),
    now: new Date().toISOString(),
    requestId: head.get('x-request-id') ?? randomUUID(),
    newId: randomUUID,
    readApart,
    suggester: suggests,
    database: opened,
    catalog,
    health: keptHealth(opened),
    figures: keptQuarters(),
    hasRoom,
  };
});

/** The caller's address, for rate budgets only; never stored. */
export async function callerAddress(): Promise<string> {
  return (await headers()).get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown';
}
