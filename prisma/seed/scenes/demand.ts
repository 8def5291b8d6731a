import { createHash } from 'node:crypto';
import { subjectKeyOf } from '@/lib/catalog/certificate-request';
import type { Tx } from '@/lib/db/tx';
import type { Calendar } from '../calendar';
import { idOf, institutionId } from '../ids';

/** How many ask an institution to decide about each of some certificates, and to list each of some others. */
const asked = { decide: [9, 4, 2, 1], list: [5, 2] } as const;
/** Real certificates that the demonstration's catalog lacks. */
const lacking = [
  { title: 'Certified ScrumMaster', provider: 'Scrum Alliance', url: 'https://www.scrumalliance.org/' },
  { title: 'PRINCE2 Foundation', provider: 'PeopleCert', url: 'https://www.peoplecert.org/' },
] as const;

/** What people without an account have asked the institution, which has answered none of it. */
export async function askInstitution(tx: Tx, institution: string, calendar: Calendar): Promise<void> {
  const tenantId = institutionId(institution);
  const undecided = await tx.$queryRaw<{ id: string }[]>`
    SELECT m.id FROM micro_credential m
     WHERE m.kind = 'certificate' AND m.status = 'active'
       AND NOT EXISTS (SELECT FROM rule_source s WHERE s.tenant_id = current_tenant() AND s.micro_credential_id = m.id)
       AND NOT EXISTS (SELECT FROM micro_credential_component c WHERE m.id IN (c.whole_id, c.part_id))
     ORDER BY md5(m.slug || ${institution}) LIMIT ${asked.decide.length}`;
  const wishes = [
    ...undecided.map(({ id }, at) => ({
      askers: asked.decide[at] ?? 0,
      kind: 'decide',
      subjectKey: subjectKeyOf({ kind: 'decide', microCredentialId: id }),
      microCredentialId: id,
    })),
    ...lacking.map((certificate, at) => ({
      askers: asked.list[at] ?? 0,
      kind: 'list',
      subjectKey: subjectKeyOf({ kind: 'list', ...certificate }),
      ...certificate,
    })),
  ];
  for (const { askers, ...wish } of wishes) {
    const id = idOf('request', institution, wish.subjectKey);
    const moments = Array.from({ length: askers }, (_, n) => new Date(calendar.at(3 + n * 4, n * 7)));
    await tx.certificateRequest.create({
      data: { tenantId, id, createdAt: moments.at(-1) ?? new Date(calendar.at(3)), ...wish },
    });
    await tx.certificateAsker.createMany({
      data: moments.map((at, n) => ({
        tenantId,
        id: idOf('asker', id, String(n)),
        requestId: id,
        networkKey: createHash('sha256').update(`invented network ${id} ${n}`).digest('hex'),
        firstAskedAt: at,
        lastAskedAt: at,
      })),
    });
  }
}
