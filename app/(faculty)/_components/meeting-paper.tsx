import { useFormatter, useTranslations } from 'next-intl';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { CertificateOutcomes } from '@/components/review/certificate-outcomes';
import { CoverageMatrix } from '@/components/review/coverage-matrix';
import { RubricScores } from '@/components/review/rubric-scores';
import { TallyView } from '@/components/review/tally-view';
import { RuleTitle } from '@/components/rule/rule-title';
import type { AgendaItem } from '@/lib/usecases/meeting/view-meeting';
import type { CaseView, DeliberationView, StageView } from '@/lib/usecases/review/case-view';
import { CaseMeasures } from './case-measures';
import { namesInQuestion } from './case-question';
import { certificateOutcomesOf, courseOutcomesOf } from './case-section';

/** One case among the papers of a meeting: what is asked, what it rests on, and the votes so far, as far as the reader may know them. */
export function MeetingPaper({ number, item, view }: { number: number; item: AgendaItem; view: CaseView }) {
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
          <RuleTitle title={item.title} named={item.named} />
        </h2>
      </header>
      <div className="grid gap-1">
        <h3 className="font-semibold">{faculty('case.question')}</h3>
        <RuleSentence definition={question.definition} names={namesInQuestion(question)} />
        <p className="text-sm text-soft">
          {faculty('case.proposedBy', { name: question.authorNames.join(', ') })}
        </p>
      </div>
      <CaseMeasures question={question} />
      <div className="grid gap-1">
        <h3 className="font-semibold">{faculty('facts.outcomes')}</h3>
        <CertificateOutcomes outcomes={certificateOutcomesOf(question)} />
      </div>
      {table && stage ? (
        <OnTable view={view} table={table} stage={stage} />
      ) : (
        <p className="measure text-soft">{t(view.standing === 'declare' ? 'declareFirst' : 'notForYou')}</p>
      )}
    </article>
  );
}

function OnTable({ view, table, stage }: { view: CaseView; table: DeliberationView; stage: StageView }) {
  const t = useTranslations('faculty.meetings.paper');
  const faculty = useTranslations('faculty');
  const format = useFormatter();
  const { question } = view;
  const { others, evidence, basis } = table;
  const recused = stage.seats.filter(({ state }) => state === 'recused').map(({ name }) => name);
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
      {others && others.scores.length > 0 && <RubricScores scores={others.scores} spread={others.spread} />}
      <div className="grid gap-2">
        <h3 className="font-semibold">{t('votes')}</h3>
        <TallyView
          config={stage.config}
          seats={stage.seats}
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
    </>
  );
}
