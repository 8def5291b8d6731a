import * as z from 'zod';
import { Role } from '@/lib/access/actor';
import type { Page } from '@/lib/db/codec';
import * as people from '@/lib/db/people';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type UndoneSeparation, undoneSeparation } from '../role/undone-separation';
import { type WaitingRole, waitingRoles } from '../role/waiting-roles';
import { type LookAlike, lookAlikesOf } from './look-alikes';

const blank = z.literal('').transform(() => undefined);
/** What the list can be asked for; empty fields of its form ask for nothing. */
export const PersonSearch = z.strictObject({
  words: z
    .string()
    .trim()
    .max(100)
    .transform((text) => text || undefined)
    .optional(),
  role: Role.or(blank).optional(),
  status: z.enum(['active', 'suspended']).or(blank).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
});
export type PersonSearch = z.output<typeof PersonSearch>;

export const peoplePageSize = 50;

export interface ListedPerson extends people.PersonWithRoles {
  lookAlikes: LookAlike[];
}

export async function listPeople(ctx: Context, search: PersonSearch): Promise<Page<ListedPerson>> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'person.list', { tenantId: actor.tenantId });
    const { rows, total } = await people.findStaff(tx, search, search.page ?? 1, peoplePageSize);
    const lookAlikes = await lookAlikesOf(tx);
    return {
      rows: rows.map((person) => ({ ...person, lookAlikes: lookAlikes.get(person.id) ?? [] })),
      total,
    };
  });
}

/** Names of everybody, for the fields in which a person is chosen. */
export async function listPersonNames(ctx: Context): Promise<{ id: string; name: string }[]> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'person.list', { tenantId: actor.tenantId });
    return people.listNames(tx);
  });
}

/** What undoes separation of duties here already, and records that were left unclaimed for it. */
export async function listUndoneSeparation(ctx: Context): Promise<UndoneSeparation> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'person.list', { tenantId: actor.tenantId });
    return undoneSeparation(tx);
  });
}

/** Roles that wait for a second administrator. */
export async function listWaitingRoles(ctx: Context): Promise<WaitingRole[]> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'person.list', { tenantId: actor.tenantId });
    return waitingRoles(tx, actor);
  });
}
