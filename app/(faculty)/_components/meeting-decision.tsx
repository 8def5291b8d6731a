import { useTranslations } from 'next-intl';
import { CloseForm, type CloseProblem } from '@/components/review/chair-panel';
import { RuleTitle } from '@/components/rule/rule-title';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { AgendaItem } from '@/lib/usecases/meeting/view-meeting';
import type { CaseView } from '@/lib/usecases/review/case-view';
import type { MeetingView } from '@/lib/usecases/meeting/view-meeting';
import { closeStageAction } from '../faculty/cases/actions';

/** Why a reader does not enter a decision. */
function whyNot({ standing, isLed }: CaseView): 'declareFirst' | 'nobodyLeads' | 'ownConflict' | 'notYours' {
  if (standing === 'declare') return 'declareFirst';
  if (!isLed) return 'nobodyLeads';
  return standing === 'recused' ? 'ownConflict' : 'notYours';
}

/** The decision of one case of the agenda, entered with its minutes and its conditions: the form that closes a stage, whatever its road. */
export function MeetingDecision({
  view: { meeting, items, leads },
  item,
  reviewCase,
}: {
  view: MeetingView;
  item: AgendaItem;
  reviewCase: CaseView;
}) {
  const t = useTranslations('faculty.meetings');
  const day = useDay('long');
  const number = items.findIndex(({ stageId }) => stageId === item.stageId) + 1;
  const open = items.filter(
    (one) => one.stageId !== item.stageId && (leads ? one.status === 'open' : one.isClosedByReader),
  );
  const stage = reviewCase.deliberation?.stages.find(({ id }) => id === item.stageId);
  const toCase = `/faculty/cases/${item.caseId}`;
  return (
    <section aria-labelledby="decision" className="no-print grid gap-4">
      <h2 id="decision" className="serif text-xl">
        {t('enter', { number })}
      </h2>
      <p className="font-medium wrap-anywhere">
        <RuleTitle title={item.title} named={item.named} />
      </p>
      {reviewCase.may.decideTie && (
        <p>
          <TextLink href={`${toCase}#casting`}>{t('tie')}</TextLink>
        </p>
      )}
      {reviewCase.may.close && stage ? (
        <CloseForm
          key={stage.id}
          action={closeStageAction}
          stage={stage}
          isClosable={reviewCase.isClosable}
          problem={reviewCase.closeProblem as CloseProblem | null}
          missing={reviewCase.votesToClose}
          ableToVote={reviewCase.notVoted.length}
          wouldEnd={stage.tally?.ifClosedNow ?? null}
          isLast={reviewCase.followedBy === null}
          notAsked={reviewCase.notAsked}
          owners={reviewCase.conditionOwners}
          meeting={{
            id: meeting.id,
            minutesRef: t('minutesRef', { day: day(meeting.day), starts: meeting.starts, number }).slice(
              0,
              200,
            ),
          }}
        />
      ) : (
        <p className="measure text-soft">{t(whyNot(reviewCase))}</p>
      )}
      <p>
        <TextLink href={toCase}>{t('openCase')}</TextLink>
      </p>
      {open.length > 0 && (
        <nav aria-label={t('others')} className="grid gap-1 text-sm">
          <span className="text-soft">{t('others')}</span>
          <ul className="stack">
            {open.map((one) => (
              <li key={one.stageId} className="py-1 wrap-anywhere">
                <TextLink href={`/faculty/meetings/${meeting.id}?item=${one.stageId}#decision`}>
                  {items.indexOf(one) + 1} <RuleTitle title={one.title} named={one.named} />
                </TextLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </section>
  );
}
