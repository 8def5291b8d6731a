import { enqueueMail } from '@/lib/db/outbox';
import { listHolding } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import type { RuleVersion } from '@/lib/rule/rule-version';

/** Tells the registrars that an approved version waits to be published; not its author, who may not. */
export async function tellRegistrars(tx: Tx, { tenantId, id, authorId, title }: RuleVersion): Promise<void> {
  for (const person of await listHolding(tx, ['registrar'])) {
    if (person.id === authorId) continue;
    await enqueueMail(tx, {
      tenantId,
      kind: 'rule.toPublish',
      dedupeKey: `rule.toPublish:${id}:${person.id}`,
      payload: {
        to: person.email,
        subject: `To publish: ${title}`,
        text: `“${title}” is approved and waits to be published. Until then, nothing of it holds.`,
        path: `/registrar/rules/${id}`,
        about: { personId: person.id, ruleVersionId: id },
      },
    });
  }
}
