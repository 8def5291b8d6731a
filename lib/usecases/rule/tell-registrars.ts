import { can } from '@/lib/access/can';
import { enqueueMail } from '@/lib/db/outbox';
import { type Colleague, listHolding } from '@/lib/db/colleagues';
import { findPanel } from '@/lib/db/rejections';
import type { Tx } from '@/lib/db/tx';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { mailTexts, mailWords } from '../mail-words';
import { asStaff } from '../review/stage-resource';
import { ruleResource } from './rule-resource';

/** Who may publish an approved version, as it and its review say. */
export async function publishersOf(tx: Tx, version: RuleVersion): Promise<Colleague[]> {
  const resource = ruleResource(version, await findPanel(tx, version.id));
  return (await listHolding(tx, ['registrar'])).filter(
    (person) => can(asStaff(person, version.tenantId), 'rule.publish', resource).allowed,
  );
}

/** Tells the registrars that an approved version waits to be published: those who may publish it, as the version and its review say. */
export async function tellRegistrars(tx: Tx, version: RuleVersion): Promise<void> {
  const { tenantId, id, title } = version;
  for (const person of await publishersOf(tx, version)) {
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
