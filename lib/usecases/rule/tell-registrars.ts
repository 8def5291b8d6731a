import { enqueueMail } from '@/lib/db/outbox';
import { listHolding } from '@/lib/db/colleagues';
import type { Tx } from '@/lib/db/tx';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { mailTexts, mailWords } from '../mail-words';

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
        ...mailWords(mailTexts.rule.toPublish, { title }),
        path: `/registrar/rules/${id}`,
        about: { personId: person.id, ruleVersionId: id },
      },
    });
  }
}
