import * as z from 'zod';
import { recordsOf, Role } from '@/lib/access/actor';
import { findColleagues } from '@/lib/db/colleagues';
import { addDelegation, listDelegations } from '@/lib/db/delegations';
import { enqueueMail } from '@/lib/db/outbox';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { orRefuse } from '@/lib/kernel/result';
import { mayDelegate } from '@/lib/review/delegation';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { fillIn, mailTexts, mailWords } from '../mail-words';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { delegationIsAllowed } from './delegation-policy';

export const GiveDelegation = z
  .strictObject({
    /** Role and, behind a stroke, the department of the office. */
    office: z
      .string()
      .regex(/^[a-z_]+(\|[0-9a-f-]{36})?$/, 'field/choose')
      .transform((text) => text.split('|'))
      .pipe(z.tuple([Role]).rest(z.uuid())),
    delegateId: z.uuid({ error: 'field/people' }),
    fromDay: CivilDateText,
    toDay: CivilDateText,
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], error: 'field/ends-first' });
export type GiveDelegation = z.infer<typeof GiveDelegation>;

/** Lets somebody else lead reviews for the own office on dated days, who gets mail. A conflict of either then bars both. */
export async function giveDelegation(ctx: Context, input: GiveDelegation): Promise<{ id: string }> {
  return command(ctx, 'delegation.give', input, async (tx, actor, ctx) => {
    authorize(ctx, 'delegation.give', { tenantId: actor.tenantId });
    const { delegateId, fromDay, toDay } = input;
    const [role, departmentId = null] = input.office;
    const [delegate] = await findColleagues(tx, [delegateId]);
    const today = await todayAt(tx, ctx, actor.tenantId);
    orRefuse(
      mayDelegate({
        isAllowed: await delegationIsAllowed(tx, ctx, today),
        office: { role, departmentId },
        ownRoles: actor.roles,
        isOneself: recordsOf(actor).includes(delegateId),
        delegateRoles: delegate?.roles ?? [],
        days: { fromDay, toDay },
        given: (await listDelegations(tx, actor.personId, today)).filter(
          ({ delegatorId }) => delegatorId === actor.personId,
        ),
        today,
      }),
      'rule_violation',
    );
    const { tenantId, personId } = actor;
    const id = await addDelegation(tx, {
      ...{ tenantId, delegatorId: personId, delegateId, role, departmentId, fromDay, toDay },
      at: ctx.now,
    });
    const { subject, text } = mailWords(mailTexts.delegation.given, { name: actor.name });
    const days = fillIn(mailTexts.delegation.days, { from: fromDay, to: toDay });
    await enqueueMail(tx, {
      tenantId,
      kind: 'delegation.given',
      dedupeKey: `delegation.given:${id}`,
      payload: { to: delegate?.email ?? '', subject, text: `${text} ${days}`, path: '/faculty/away' },
    });
    await recordAudit(tx, ctx, 'delegation.give', {
      objectType: 'person',
      objectId: personId,
      summary: 'reviews are led by somebody else on stated days',
      after: { delegateId, role, departmentId, fromDay, toDay },
    });
    return { id };
  });
}
