import { enqueueMail } from '@/lib/db/outbox';
import { mailTexts, mailWords } from '../mail-words';
import type { Tx } from '@/lib/db/tx';

export interface Recipient {
  id: string;
  email: string;
}

/** What a mail is about. It names no opinion and no vote: those are read in Crosswalk, by those who may. */
interface About {
  tenantId: string;
  stageId: string;
  caseId: string;
  ruleVersionId: string;
  title: string;
}

const { review: words } = mailTexts;
export type ReviewMailKind = keyof typeof words;

/** Puts one mail a recipient into the outbox; the same event is mailed to nobody twice. `event` tells repeats apart. */
export async function mailAbout(
  tx: Tx,
  kind: ReviewMailKind,
  about: About,
  people: readonly Recipient[],
  event = about.stageId,
): Promise<void> {
  for (const person of people) {
    await enqueueMail(tx, {
      tenantId: about.tenantId,
      kind: `review.${kind}`,
      dedupeKey: `review.${kind}:${event}:${person.id}`,
      payload: {
        to: person.email,
        ...mailWords(words[kind], { title: about.title }),
        path: `/faculty/cases/${about.caseId}`,
        about: {
          personId: person.id,
          ruleVersionId: about.ruleVersionId,
          stageId: about.stageId,
          messageId: event,
        },
      },
    });
  }
}
