import type { StaffMember } from '@/lib/access/actor';
import { listHolding } from '@/lib/db/colleagues';
import { enqueueMail } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import { mailWords } from '../mail-words';

/** What the other administrators are told of, so that whoever acts in somebody's name is seen by somebody else. */
export interface AdministratorNews {
  kind: string;
  /** The same key is told once to each. */
  key: string;
  words: { subject: string; text: string };
  values?: Readonly<Record<string, string>>;
  /** Whose page the mail leads to. */
  personId: string;
}

/** Tells every other administrator. Where there is none, nobody is told. */
export async function tellAdministrators(
  tx: Tx,
  actor: Pick<StaffMember, 'tenantId' | 'personId' | 'name'>,
  { kind, key, words, values = {}, personId }: AdministratorNews,
): Promise<void> {
  for (const person of await listHolding(tx, ['administrator'])) {
    if (person.id === actor.personId) continue;
    await enqueueMail(tx, {
      tenantId: actor.tenantId,
      kind,
      dedupeKey: `${kind}:${key}:${person.id}`,
      payload: {
        to: person.email,
        ...mailWords(words, { name: actor.name, ...values }),
        path: `/administration/people/${personId}`,
      },
    });
  }
}
