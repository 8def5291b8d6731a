import { can } from '@/lib/access/can';
import { enqueueMail } from '@/lib/db/outbox';
import { listHolding } from '@/lib/db/colleagues';
import { findPanel } from '@/lib/db/rejections';
import type { Tx } from '@/lib/db/tx';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { mailTexts, mailWords } from '../mail-words';
import { asStaff } from '../review/stage-resource';
import { ruleResource } from './rule-resource';

/** Tells the registrars that an approved version waits to be published: those who may publish it, as the version and its review say. */
export async function tellRegistrars(tx: Tx, version: RuleVersion): Promise<void> {
  const { tenantId, id, title } = version;
  const resource = ruleResource(version, await findPanel(tx, id));
  for (const person of await listHolding(tx, ['registrar'])) {
    if (!can(asStaff(person, tenantId), 'rule.publish', resource).allowed) continue;
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
