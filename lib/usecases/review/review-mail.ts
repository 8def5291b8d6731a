import { enqueueMail } from '@/lib/db/outbox';
import { listCasesOnRecord } from '@/lib/db/review-cases';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import * as rules from '@/lib/db/rules';
import { fillIn, mailTexts, mailWords } from '../mail-words';
import type { Tx } from '@/lib/db/tx';
import { courseCodesIn, type RuleVersion } from '@/lib/rule/rule-version';

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
}

/** What a mail about a stage is about. */
export function aboutStage({ stage, reviewCase }: Pick<StageAtWork, 'stage' | 'reviewCase'>): About {
  return {
    tenantId: reviewCase.tenantId,
    stageId: stage.id,
    caseId: reviewCase.id,
    ruleVersionId: reviewCase.ruleVersionId,
  };
}

const { review: words, reviewFacts: facts } = mailTexts;
const dayWords = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
export type ReviewMailKind = keyof typeof words;

/** Which courses the mail is about and, while a stage is open, until when: what makes one waiting mail more pressing than another. */
async function factsOf(tx: Tx, { caseId }: About, version: RuleVersion | null): Promise<string> {
  const codes = version === null ? [] : courseCodesIn(version.definition);
  const [reviewCase] = await listCasesOnRecord(tx, [caseId]);
  const open = reviewCase?.stages.find(({ status }) => status === 'open');
  return [
    codes.length > 0 && fillIn(facts.courses, { codes: codes.join(', ') }),
    open !== undefined &&
      open.dueOn !== null &&
      fillIn(facts.due, { date: dayWords.format(new Date(open.dueOn)) }),
  ]
    .filter((fact) => fact !== false)
    .join(' ');
}

/** Puts one mail a recipient into the outbox; the same event is mailed to nobody twice. `event` tells repeats apart. */
export async function mailAbout(
  tx: Tx,
  kind: ReviewMailKind,
  about: About,
  people: readonly Recipient[],
  event = about.stageId,
): Promise<void> {
  if (people.length === 0) return;
  const version = await rules.find(tx, about.ruleVersionId);
  const { subject, text } = mailWords(words[kind], { title: version?.title ?? '' });
  const more = await factsOf(tx, about, version);
  for (const person of people) {
    await enqueueMail(tx, {
      tenantId: about.tenantId,
      kind: `review.${kind}`,
      dedupeKey: `review.${kind}:${event}:${person.id}`,
      payload: {
        to: person.email,
        subject,
        text: [text, more].filter((part) => part !== '').join(' '),
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
