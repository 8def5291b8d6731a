import { useFormatter, useTranslations } from 'next-intl';
import { OwedBy } from '@/components/review/owed-by';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { CaseView, DeliberationView, StageView } from '@/lib/usecases/review/case-view';

/** Said first on the page: what is asked of the person here, or why nothing is. */
export function CaseTask({
  view,
  table,
  stage,
}: {
  view: CaseView;
  table: DeliberationView;
  stage: StageView;
}) {
  const t = useTranslations('faculty.case');
  const format = useFormatter();
  const choice = useTranslations('faculty.ballot.choice');
  if (!view.isOpen)
    return view.end === null ? null : (
      <Notice
        tone={view.end.came === 'passed' ? 'done' : view.end.came === 'conditional' ? 'warning' : 'info'}
        title={t(`ended.${view.end.came}`)}
      >
        {view.end.rejection !== null && <p>{t(`no.${view.end.rejection.kind}`)}</p>}
        {view.may.settle && (
          <p>
            {t('askedOfYou')}: <TextLink href="#chair">{t('task.settle')}</TextLink>
          </p>
        )}
        <OwnConditions view={view} />
        {view.end.reason !== '' && <p className="measure whitespace-pre-line">{view.end.reason}</p>}
        {view.end.rejection !== null && view.end.rejection.publicReason !== '' && (
          <p className="measure whitespace-pre-line">
            {t('studentsRead', { sentence: view.end.rejection.publicReason })}
          </p>
        )}
      </Notice>
    );
  switch (view.turn) {
    case 'name':
      return <Task tone="warning" title={t('task.noChair')} href="#chair" label={t('task.name')} />;
    case 'tie':
      return (
        <Task tone="warning" title={t('askedOfYou')} href="#casting" label={t('task.tied')}>
          {view.notVoted.length > 0 &&
            t('task.tiedOpen', { names: format.list(view.notVoted), count: view.notVoted.length })}
        </Task>
      );
    case 'assign':
      return view.toReplace.length > 0 ? (
        <Task
          tone="warning"
          title={t('task.lead')}
          href="#chair"
          label={t('task.replace', { names: format.list(view.toReplace), count: view.toReplace.length })}
        />
      ) : (
        <Task title={t('task.lead')} href="#chair" label={t('task.assign')} />
      );
    case 'vote':
      return (
        <Notice title={t('askedOfYou')}>
          <p>
            {t(stage.kind === 'department' ? 'task.judge' : 'task.vote')}{' '}
            {stage.revealedAt === null && t('task.waiting')}
          </p>
        </Notice>
      );
    case 'close':
      return <Task title={t('task.lead')} href="#chair" label={t('task.close')} />;
    case 'late':
      return <Task tone="warning" title={t('task.lead')} href="#tally" label={t('task.late')} />;
    case 'answer':
      return <Task title={t('askedOfYou')} href="#discussion" label={t('task.answer')} />;
    case 'voted':
      return (
        <Notice
          tone="done"
          title={t(view.may.vote ? 'task.voted' : 'task.votedSettled', {
            choice: table.own?.vote ? choice(table.own.vote.choice) : '',
          })}
        />
      );
    case 'leads':
      return (
        <Task
          title={t('task.lead')}
          href="#tally"
          label={t(view.closeProblem === 'review/tie-waits' ? 'task.tieWaits' : 'task.votesMissing')}
        />
      );
    default:
      return null;
  }
}

/** What the reader owes of an approval on conditions, until when, and how it is seen to; nothing to anybody else. */
function OwnConditions({ view: { turn, question, reviewRecord } }: { view: CaseView }) {
  const t = useTranslations('faculty.owed');
  const { owed } = reviewRecord;
  if (owed === null || (turn !== 'meet' && turn !== 'meetLate')) return null;
  return (
    <>
      <p className="font-medium">{t(turn === 'meet' ? 'yours' : 'yoursLate')}</p>
      <p className="measure whitespace-pre-line">“{owed.conditions}”</p>
      <p>
        <OwedBy owed={owed} due={owed.due} />
      </p>
      <p className="measure">
        {t('yoursHow')}{' '}
        <TextLink href={`/registrar/rules/${question.ruleVersionId}`}>{t('evidence')}</TextLink>
      </p>
    </>
  );
}

/** The same for whoever may not read the review, and owes what it asks for all the same. */
export function OwnConditionsNotice({ view }: { view: CaseView }) {
  const t = useTranslations('faculty.case');
  if (view.turn !== 'meet' && view.turn !== 'meetLate') return null;
  return (
    <Notice tone="warning" title={t('ended.conditional')}>
      <OwnConditions view={view} />
    </Notice>
  );
}

/** What is asked, with the way to it. */
function Task({
  tone = 'info',
  title,
  href,
  label,
  children,
}: {
  tone?: 'info' | 'warning';
  title: string;
  href: string;
  label: string;
  children?: React.ReactNode;
}) {
  return (
    <Notice tone={tone} title={title}>
      <p>
        <TextLink href={href}>{label}</TextLink> {children}
      </p>
    </Notice>
  );
}
