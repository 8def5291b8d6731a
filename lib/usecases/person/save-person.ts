import * as z from 'zod';
import { Role, type StaffMember } from '@/lib/access/actor';
import { correctionUndoes } from '@/lib/access/separation';
import * as people from '@/lib/db/people';
import { listStaffRoles, lockRoles } from '@/lib/db/staff-roles';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { Mailbox } from '@/lib/kernel/mailbox';
import { calledName } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
import { mailTexts } from '../mail-words';
import { recordAudit } from '../record-audit';
import { giveRoleIn } from '../role/give-role';
import { lookAlikesOf } from './look-alikes';
import { tellAdministrators } from './tell-administrators';

const Name = calledName(200);
const blank = z.literal('').transform(() => undefined);
export const AddPerson = z.strictObject({
  name: Name,
  email: Mailbox,
  /** The first role, in the same act; left out, there is none yet. */
  role: Role.or(blank).optional(),
  departmentId: z.uuid().or(blank).optional(),
});
export type AddPerson = z.output<typeof AddPerson>;

/**
 * Puts somebody on the staff, with a role or without. Whoever proves the address when signing in is that person. All or nothing.
 * @refuses conflict `person/email-taken` · as giveRole, where a role is named
 */
export async function addPerson(ctx: Context, input: AddPerson): Promise<{ id: string }> {
  return command(ctx, 'person.save', input, async (tx, actor, ctx) => {
    const { role, departmentId, ...person } = input;
    if (role) await lockRoles(tx);
    const id = await addPersonIn(tx, ctx, actor, person);
    if (role) await giveRoleIn(tx, ctx, actor, { personId: id, role, departmentId });
    return { id };
  });
}

/** The step that puts somebody on the staff. @refuses conflict `person/email-taken` */
export async function addPersonIn(
  tx: Tx,
  ctx: Acting,
  actor: StaffMember,
  person: { name: string; email: string },
): Promise<string> {
  authorize(ctx, 'person.save', { tenantId: actor.tenantId });
  const id = ctx.newId();
  await people.insertPerson(tx, { tenantId: actor.tenantId, id, ...person });
  await tellOfSecondRecord(tx, ctx, actor, { id, ...person });
  await recordAudit(tx, ctx, 'person.save', {
    objectType: 'person',
    objectId: id,
    summary: 'added to the staff',
    after: person,
  });
  return id;
}

export const SavePerson = z.strictObject({
  personId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  name: Name,
  email: Mailbox,
});
export type SavePerson = z.infer<typeof SavePerson>;

/**
 * Corrects a name or an address. The address of a claimed record stays: it was proved, and the account behind it would not be.
 * @refuses not_found · conflict `person/changed-meanwhile`, `person/email-taken` · rule_violation `person/address-proved`, `person/tie-undoes-separation`
 */
export async function savePerson(ctx: Context, input: SavePerson): Promise<{ id: string }> {
  return command(ctx, 'person.save', input, async (tx, actor, ctx) => {
    await lockRoles(tx);
    const person = await people.lockPerson(tx, input.personId);
    authorize(ctx, 'person.save', { tenantId: actor.tenantId, personId: person.id });
    if (person.userId && input.email !== person.email) refuse('rule_violation', 'person/address-proved');
    const { name, email } = input;
    if (correctionUndoes({ id: person.id, email }, await listStaffRoles(tx)))
      refuse('rule_violation', 'person/tie-undoes-separation', {
        fieldErrors: { email: 'field/address-ties' },
      });
    await people.updatePerson(tx, person.id, input.expectedVersion, { name, email });
    await tellOfSecondRecord(tx, ctx, actor, { id: person.id, name, email });
    await recordAudit(tx, ctx, 'person.save', {
      objectType: 'person',
      objectId: person.id,
      summary: 'name or address corrected',
      before: { name: person.name, email: person.email },
      after: { name, email },
    });
    return { id: person.id };
  });
}

/** Two mailboxes of one person are two voices: the other administrators learn of a record that looks like somebody who is on record already. */
async function tellOfSecondRecord(
  tx: Tx,
  { now }: Context,
  actor: StaffMember,
  { id, name, email }: { id: string; name: string; email: string },
): Promise<void> {
  const [other] = (await lookAlikesOf(tx)).get(id) ?? [];
  if (!other) return;
  await tellAdministrators(tx, actor, {
    kind: 'person.secondRecord',
    key: `${id}:${now}`,
    words: mailTexts.person.secondRecord,
    values: { person: name, email, other: other.name },
    personId: id,
  });
}
