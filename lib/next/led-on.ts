import 'server-only';
import { startPageOf } from '@/lib/access/start-page';
import { currentActor } from '@/lib/auth/current-actor';
import { startPath } from '@/lib/auth/return-path';
import { database } from './shared-database';

/** Where a path leads whoever has signed in by this very request: an action that named the start itself would show an empty page until its second step. */
export async function ledOn(path: string): Promise<string> {
  return path === startPath ? startPageOf(await currentActor(await database())) : path;
}
