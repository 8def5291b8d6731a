import type { RequestAnswer } from '@/lib/catalog/certificate-request';
import { type CertificateRequest, settle } from '@/lib/db/certificate-requests';
import { getInstitution } from '@/lib/db/institutions';
import { findMicroCredentials } from '@/lib/db/micro-credentials';
import { enqueueMail } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import { mailTexts, mailWords } from '../mail-words';

/** What a request came to, and who closed it, where somebody did. */
export interface Settled {
  answer: RequestAnswer;
  /** The entry that was asked for, where there is one. */
  microCredentialId: string | null;
  closedById: string | null;
  at: string;
}

/**
 * The step in which a request ends, whoever ends it: everybody who confirmed a mailbox gets the answer, once, and nobody who asked is kept.
 * The caller holds the request, which is open.
 */
export async function settleAndTell(tx: Tx, request: CertificateRequest, by: Settled): Promise<void> {
  const told = await settle(tx, request, by);
  if (told.length === 0) return;
  const { name, slug: institution } = await getInstitution(tx, request.tenantId);
  const [entry] = by.microCredentialId === null ? [] : await findMicroCredentials(tx, [by.microCredentialId]);
  for (const { id, mailbox } of told)
    await enqueueMail(tx, {
      tenantId: request.tenantId,
      kind: 'request.answered',
      dedupeKey: `request.answered:${id}`,
      payload: {
        to: mailbox,
        ...mailWords(mailTexts.request[by.answer], {
          title: request.title,
          entry: entry?.title ?? request.title,
          institution: name,
        }),
        path: entry === undefined ? `/institutions/${institution}` : `/catalog/${entry.slug}`,
      },
    });
}
