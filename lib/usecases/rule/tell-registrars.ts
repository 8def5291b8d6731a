import { enqueueMail } from '@/lib/db/outbox';
import { listHolding } from '@/lib/db/colleagues';
import { isAuthorOf } from '@/lib/kernel/authors';
import type { Tx } from '@/lib/db/tx';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { mailTexts, mailWords } from '../mail-words';

/** Tells the registrars that an approved version waits to be published; not its authors, who may not. */
export async function tellRegistrars(tx: Tx, version: RuleVersion): Promise<void> {
  const { tenantId, id, title } = version;
  for (const person of await listHolding(tx, ['registrar'])) {
    if (isAuthorOf(version, person.id)) continue;
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
