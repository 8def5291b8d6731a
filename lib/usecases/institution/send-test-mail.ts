import * as z from 'zod';
import { enqueueMail } from '@/lib/db/outbox';
import { testMailKind } from '@/lib/db/setup-facts';
import { getPerson } from '@/lib/db/people';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { mailTexts, mailWords } from '../mail-words';
import { recordAudit } from '../record-audit';

export const SendTestMail = z.strictObject({});
export type SendTestMail = z.infer<typeof SendTestMail>;

/** A message to the own address by the way that all mail takes; one a minute and person. @refuses forbidden */
export async function sendTestMail(ctx: Context, input: SendTestMail): Promise<{ to: string }> {
  return command(ctx, 'setup.testMail', input, async (tx, actor, ctx) => {
    authorize(ctx, 'setup.testMail', { tenantId: actor.tenantId });
    const { email } = await getPerson(tx, actor.personId);
    await enqueueMail(tx, {
      tenantId: actor.tenantId,
      kind: testMailKind,
      dedupeKey: `${testMailKind}:${actor.personId}:${ctx.now.slice(0, 16)}`,
      payload: {
        to: email,
        ...mailWords(mailTexts.setup.test, { name: actor.name }),
        path: '/administration/setup',
      },
    });
    await recordAudit(tx, ctx, 'setup.testMail', {
      objectType: 'person',
      objectId: actor.personId,
      summary: 'test message asked for',
    });
    return { to: email };
  });
}
