import { useFormatter, useTranslations } from 'next-intl';
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
        {view.end.reason !== '' && <p className="measure whitespace-pre-line">{view.end.reason}</p>}
      </Notice>
    );
  if (view.may.decideTie)
    return (
      <Notice tone="warning" title={t('askedOfYou')}>
        <p>
          <TextLink href="#casting">{t('task.tied')}</TextLink>{' '}
          {view.notVoted.length > 0 &&
            t('task.tiedOpen', { names: format.list(view.notVoted), count: view.notVoted.length })}
        </p>
      </Notice>
    );
  if (view.may.nameChair && !view.isLed)
    return (
      <Notice tone="warning" title={t('task.noChair')}>
        <p>
          <TextLink href="#chair">{t('task.name')}</TextLink>
        </p>
      </Notice>
    );
  if (view.toReplace.length > 0)
    return (
      <Notice tone="warning" title={t('task.lead')}>
        <p>
          <TextLink href="#chair">
            {t('task.replace', { names: format.list(view.toReplace), count: view.toReplace.length })}
          </TextLink>
        </p>
      </Notice>
    );
  if (view.may.judge && view.may.vote) {
    const vote = table.own?.vote;
    if (vote) return <Notice tone="done" title={t('task.voted', { choice: choice(vote.choice) })} />;
    return (
      <Notice title={t('askedOfYou')}>
        <p>
          {t(stage.kind === 'department' ? 'task.judge' : 'task.vote')} {t('task.waiting')}
        </p>
      </Notice>
    );
  }
  if (!view.may.close) return null;
  return (
    <Notice title={t('task.lead')}>
      <p>
        <TextLink href={view.isClosable || view.lacksReviewers ? '#chair' : '#tally'}>
          {t(view.isClosable ? 'task.close' : view.lacksReviewers ? 'task.assign' : 'task.votesMissing')}
        </TextLink>
      </p>
    </Notice>
  );
}
