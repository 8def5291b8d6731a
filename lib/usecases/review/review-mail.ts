import { enqueueMail } from '@/lib/db/outbox';
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

const words = {
  assigned: {
    subject: 'To review: {title}',
    text: 'You are asked to review “{title}”. First say whether you have a conflict of interest.',
  },
  chairing: {
    subject: 'To assign: {title}',
    text: 'You lead the review of “{title}”. Assign its reviewers.',
  },
  unassigned: {
    subject: 'No longer to review: {title}',
    text: 'You are no longer asked to review “{title}”.',
  },
  recused: {
    subject: 'A reviewer steps back: {title}',
    text: 'Somebody who was to judge “{title}” has declared a conflict of interest and takes no part. See whether the review needs somebody else.',
  },
  chairless: {
    subject: 'Nobody leads the review: {title}',
    text: 'Nobody can lead the review of “{title}”: the office is empty, or who holds it has a conflict of interest. Name somebody who does.',
  },
  passed: { subject: 'Passed: {title}', text: 'A stage of the review of “{title}” has passed.' },
  failed: {
    subject: 'Not approved: {title}',
    text: 'The review of “{title}” has ended without approval. The reasons are in the case.',
  },
  returned: {
    subject: 'Returned: {title}',
    text: '“{title}” comes back to you with comments. Answer each of them, then submit again.',
  },
  question: { subject: 'Question about {title}', text: 'A reviewer of “{title}” asks for more.' },
  answer: { subject: 'Answer about {title}', text: 'There is an answer to the question about “{title}”.' },
} as const;
export type ReviewMailKind = keyof typeof words;

/** Puts one mail a recipient into the outbox; the same event is mailed to nobody twice. `event` tells repeats apart. */
export async function mailAbout(
  tx: Tx,
  kind: ReviewMailKind,
  about: About,
  people: readonly Recipient[],
  event = about.stageId,
): Promise<void> {
  const fill = (text: string) => text.replace('{title}', () => about.title);
  for (const person of people) {
    await enqueueMail(tx, {
      tenantId: about.tenantId,
      kind: `review.${kind}`,
      dedupeKey: `review.${kind}:${event}:${person.id}`,
      payload: {
        to: person.email,
        subject: fill(words[kind].subject),
        text: fill(words[kind].text),
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
