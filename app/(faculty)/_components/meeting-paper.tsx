import { useFormatter, useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { CertificateOutcomes } from '@/components/review/certificate-outcomes';
import { CoverageMatrix } from '@/components/review/coverage-matrix';
import { OwedBy } from '@/components/review/owed-by';
import { RubricScores } from '@/components/review/rubric-scores';
import { TallyView } from '@/components/review/tally-view';
import { RuleTitle } from '@/components/rule/rule-title';
import { textHref } from '@/components/rule/text-href';
import { TextLink } from '@/components/ui/text-link';
import { endOfStage } from '@/lib/review/review-end';
import type { ItemOfMeeting } from '@/lib/usecases/meeting/view-meeting';
import type { CaseView, DeliberationView, StageView } from '@/lib/usecases/review/case-view';
import type { TextThen } from '@/lib/usecases/rule/view-text-then';
import { CaseMeasures } from './case-measures';
import { namesInQuestion } from './case-question';
import { certificateOutcomesOf, courseOutcomesOf } from './case-section';

/** One case among the papers of a meeting: what is asked, what it rests on, and the votes so far, as far as the reader may know them. */
export function MeetingPaper({
  number,
  item,
  view,
  then,
}: {
  number: number;
  item: ItemOfMeeting;
  view: CaseView;
  /** What was decided here, where the mapping says something else today. */
  then: TextThen | null;
}) {
  const t = useTranslations('faculty.meetings.paper');
  const faculty = useTranslations('faculty');
  const { question, deliberation: table } = view;
  const stage = table?.stages.find(({ id }) => id === item.stageId);
  return (
    <article aria-label={item.title} className="grid gap-5 border-t border-line pt-6 break-inside-auto">
      <header className="grid gap-1">
        <p className="kicker">
          {t('kicker', { number, code: question.ruleCode, version: question.version })}
        </p>
        <h2 className="serif text-xl wrap-anywhere">
          <RuleTitle title={then?.text?.title ?? item.title} named={item.named} />
        </h2>
      </header>
      {then !== null && (
        <p className="measure">
          {faculty('line.earlierText')}{' '}
          <TextLink href={textHref(question.ruleVersionId, item.stageId)}>
            {faculty('line.earlierLink')}
          </TextLink>{' '}
          {t(then.text === null ? 'textGone' : 'sinceThen')}
        </p>
      )}
      <div className="grid gap-1">
        <h3 className="font-semibold">{faculty('case.question')}</h3>
        {then === null && <RuleSentence definition={question.definition} names={namesInQuestion(question)} />}
        {then?.text && <RuleSentence definition={then.text.definition} names={then.names} />}
        <p className="text-sm text-soft">
          {faculty('case.proposedBy', { name: question.authorNames.join(', ') })}
        </p>
      </div>
      {then === null && (
        <>
          <CaseMeasures question={question} />
          <div className="grid gap-1">
            <h3 className="font-semibold">{faculty('facts.outcomes')}</h3>
            <CertificateOutcomes outcomes={certificateOutcomesOf(question)} />
          </div>
        </>
      )}
      {table && stage ? (
        <>
          {then === null && <Judged view={view} table={table} />}
          <Decision item={item} stage={stage} settlement={view.reviewRecord.settlement} />
          <Votes stage={stage} />
        </>
      ) : (
        <p className="measure text-soft">{t(view.standing === 'declare' ? 'declareFirst' : 'notForYou')}</p>
      )}
    </article>
  );
}

/** What the case rests on, and what was found. */
function Judged({ view: { question }, table }: { view: CaseView; table: DeliberationView }) {
  const t = useTranslations('faculty.meetings.paper');
  const faculty = useTranslations('faculty');
  const { others, evidence, basis } = table;
  const outcomes = courseOutcomesOf(question);
  return (
    <>
      <div className="grid gap-1">
        <h3 className="font-semibold">{faculty('facts.title')}</h3>
        {evidence.length === 0 ? (
          <p className="text-sm text-soft">{faculty('facts.none')}</p>
        ) : (
          <ul className="stack text-sm">
            {evidence.map(({ id, title, url, fileName }) => (
              <li key={id} className="py-1 wrap-anywhere">
                {title} <span className="text-soft">{fileName ?? url}</span>
              </li>
            ))}
          </ul>
        )}
        {basis.changedBecause !== '' && (
          <p className="text-sm">{faculty('facts.changed', { reason: basis.changedBecause })}</p>
        )}
      </div>
      {others && others.matrices.length > 0 && outcomes.length > 0 && (
        <CoverageMatrix
          courseOutcomes={outcomes}
          certificateOutcomes={certificateOutcomesOf(question)}
          matrices={others.matrices}
          threshold={table.threshold}
        />
      )}
      {others && others.scores.length > 0 && (
        <div className="grid gap-1">
          <h3 className="font-semibold">{t('scores')}</h3>
          <RubricScores scores={others.scores} spread={others.spread} />
        </div>
      )}
    </>
  );
}

/** How it was decided, once it is: with its minutes, its conditions and what was written with it. */
function Decision({
  item,
  stage,
  settlement,
}: {
  item: ItemOfMeeting;
  stage: StageView;
  settlement: CaseView['reviewRecord']['settlement'];
}) {
  const t = useTranslations('faculty.meetings');
  const faculty = useTranslations('faculty');
  const end = endOfStage(stage);
  if (end === null) return null;
  return (
    <div className="grid gap-1">
      <h3 className="font-semibold">{t('paper.decision')}</h3>
      <p className="font-medium">
        {t(item.isDecidedHere ? 'decidedHere' : 'decidedElsewhere', { outcome: faculty(`outcome.${end}`) })}
      </p>
      {stage.minutesRef !== '' && <p>{t('minutesAt', { where: stage.minutesRef })}</p>}
      {stage.closeNote !== '' && <p className="measure whitespace-pre-line">“{stage.closeNote}”</p>}
      {stage.conditions !== null && (
        <p>
          {faculty('owed.label')}: <OwedBy owed={stage.conditions} settlement={settlement} />
        </p>
      )}
    </div>
  );
}

function Votes({ stage }: { stage: StageView }) {
  const t = useTranslations('faculty.meetings.paper');
  const faculty = useTranslations('faculty');
  const format = useFormatter();
  const recused = stage.seats.filter(({ state }) => state === 'recused').map(({ name }) => name);
  return (
    <div className="grid gap-2">
      <h3 className="font-semibold">{t(stage.status === 'open' ? 'votes' : 'votesThen')}</h3>
      <TallyView
        config={stage.config}
        // Printed and handed round: what a conflict is about stays with whoever leads.
        seats={stage.seats.map((seat) => ({ ...seat, conflictNote: null }))}
        tally={stage.tally}
        votes={stage.votes}
        castingVote={stage.castingVote}
        hidden={stage.tally === null ? faculty('tally.hidden') : null}
        isOpen={stage.status === 'open'}
        isOverdue={stage.due.state === 'overdue'}
        lostSeats={[]}
      />
      {recused.length > 0 && (
        <p className="font-medium">{t('leave', { names: format.list(recused), count: recused.length })}</p>
      )}
    </div>
  );
}
