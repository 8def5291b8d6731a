/** BatchState: where an import stands and the one act that comes next. Props: view, isFresh (handed in within the last half minute), actions. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Anchor } from '@/components/ui/anchor';
import type { ActionFormBodyProps } from '@/components/ui/action-form-body';
import { useMoment } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { Progress } from '@/components/ui/progress';
import { RadioGroup } from '@/components/ui/radio-group';
import {
  type BatchStatus,
  type ImportCounts,
  type ImportKind,
  type OnBadRows,
  rowsOf,
} from '@/lib/import/kind';
import { NoteWords } from './note-words';
import { Refresh } from './refresh';
import { StatePill } from './state-pill';

type Action = ActionFormBodyProps['action'];
export interface BatchStateProps {
  view: {
    batch: {
      id: string;
      kind: ImportKind;
      status: BatchStatus;
      counts: ImportCounts;
      onBadRows: OnBadRows;
      rowVersion: number;
      hasContent: boolean;
      matching: object | null;
      undoneAt: string | null;
      undoneByName: string | null;
    };
    isWorkedOn: boolean;
    mayApply: boolean;
    mayFix: boolean;
    mayUndo: boolean;
    published: number;
    unpublished: number;
    /** A sentence, or null when the reader may publish. */
    whyNotPublish: string | null;
    lacksPolicy: boolean;
  };
  isFresh: boolean;
  actions: { check: Action; checkFixed: Action; start: Action; publish: Action };
}

/** What a problem is called that is kept with an import; anywhere else it is why nothing was saved. */
const titles: Partial<Record<BatchStatus, 'unreadable' | 'stopped'>> = {
  refused: 'unreadable',
  stopped: 'stopped',
};

export function BatchState({ view, isFresh, actions }: BatchStateProps) {
  const [t, f] = [useTranslations('imports.batch'), useTranslations('imports.facts.formats')];
  const { batch, isWorkedOn } = view;
  const { status, counts } = batch;
  const isUnderWay = status === 'checking' || status === 'applying';
  const isUnread = status === 'refused' || status === 'stopped';
  return (
    <section className="grid gap-5" aria-label={t('where')}>
      {isUnderWay ? (
        <div role="status" className="grid max-w-2xl gap-4">
          <Progress
            label={t(status)}
            done={counts.done}
            {...(status === 'applying' && { total: rowsOf(counts) })}
            note={t('leave')}
          />
          <Refresh seconds={2} />
        </div>
      ) : (
        <div className="grid gap-2">
          <StatePill status={status} />
          {!isUnread && status !== 'matching' && (
            <Answer counts={counts} isApplied={status === 'applied' || status === 'undone'} />
          )}
        </div>
      )}
      {status === 'matching' && (
        <Notice tone="info" title={t('matchFirst')}>
          <p>
            <LinkButton href={`/registrar/imports/${batch.id}/match`} tone="primary">
              {t('match')}
            </LinkButton>
          </p>
        </Notice>
      )}
      {status === 'checked' && batch.matching !== null && (
        <p>
          <TextLink href={`/registrar/imports/${batch.id}/match`}>{t('matchAgain')}</TextLink>
        </p>
      )}
      {counts.problem !== '' && (
        <Notice tone="refused" title={t(titles[status] ?? 'notApplied')}>
          <NoteWords reason={counts.problem} />
        </Notice>
      )}
      {counts.readsAs !== null && !isUnderWay && (
        <Notice tone="warning" title={t('readsAs')}>
          <p>{t('readsAsWhy', { chosen: f(counts.options.format), other: f(counts.readsAs) })}</p>
          <p>
            <TextLink href={`/registrar/imports/new?kind=${batch.kind}`}>{t('again')}</TextLink>
          </p>
        </Notice>
      )}
      {isUnread && (
        <p>
          <LinkButton href={`/registrar/imports/new?kind=${batch.kind}`} tone="primary">
            {t('again')}
          </LinkButton>
        </p>
      )}
      {isUnderWay && !isWorkedOn && !isFresh && view.mayApply && (
        <Disclosure summary={t('stuck')}>
          <ActionForm
            action={status === 'checking' ? actions.check : actions.start}
            submit={t(status === 'checking' ? 'checkAgain' : 'applyAgain')}
          >
            <Hidden batch={batch} withVersion={status === 'applying'} />
            {status === 'applying' && <input type="hidden" name="onBadRows" value={batch.onBadRows} />}
          </ActionForm>
        </Disclosure>
      )}
      {view.lacksPolicy && (status === 'checked' || view.unpublished > 0) && (
        <Notice tone="warning">{t('lacksPolicy')}</Notice>
      )}
      {status === 'checked' &&
        (counts.judgedAlone > 0 ? (
          <CheckWhole view={view} action={actions.checkFixed} />
        ) : (
          <Apply view={view} action={actions.start} />
        ))}
      {view.unpublished > 0 && <Publish view={view} action={actions.publish} />}
      {view.published > 0 && (
        <p className="measure text-soft">{t('arePublished', { count: view.published })}</p>
      )}
      {view.mayUndo && (
        <p>
          <TextLink href={`/registrar/imports/${batch.id}/undo`}>{t('undo')}</TextLink>
        </p>
      )}
      {status === 'undone' && <Undone batch={batch} />}
    </section>
  );
}

/** What has become of it: of courses and programs from a day on, of everything else at once. */
const undoneWord = {
  equivalencies: 'withdrawn',
  micro_credentials: 'gone',
  recommendations: 'gone',
  courses: 'dated',
  programs: 'dated',
} as const satisfies Record<ImportKind, string>;

/** That it was taken back, by whom and when. */
function Undone({ batch }: Pick<BatchStateProps['view'], 'batch'>) {
  const t = useTranslations('imports.batch');
  const moment = useMoment();
  return (
    <Notice
      tone="info"
      title={t('wasUndone', { name: batch.undoneByName ?? '', at: moment(batch.undoneAt ?? '') })}
    >
      {t(`undoneHint.${undoneWord[batch.kind]}`)}
    </Notice>
  );
}

function Hidden({ batch, withVersion }: { batch: { id: string; rowVersion: number }; withVersion: boolean }) {
  return (
    <>
      <input type="hidden" name="batchId" value={batch.id} />
      {withVersion && <input type="hidden" name="expectedVersion" value={batch.rowVersion} />}
    </>
  );
}

/** The answer of a check: what would come, and what would not. */
function Answer({ counts, isApplied }: { counts: ImportCounts; isApplied: boolean }) {
  const t = useTranslations('imports.batch');
  return (
    <div className="grid gap-1">
      <p className="serif text-2xl sm:text-3xl">
        {t(isApplied ? 'answerApplied' : 'answer', { added: counts.new, changed: counts.changed })}
      </p>
      <p className="text-lg text-soft">
        {t('rest', { unchanged: counts.unchanged, rejected: counts.rejected })}
      </p>
      {counts.leftOut > 0 && <p className="text-lg text-soft">{t('leftOut', { count: counts.leftOut })}</p>}
      {counts.published > 0 && (
        <p className="text-lg text-soft">{t('published', { count: counts.published })}</p>
      )}
    </div>
  );
}

/** That rows were judged by themselves, and the whole file comes next. */
function CheckWhole({ view, action }: { view: BatchStateProps['view']; action: Action }) {
  const t = useTranslations('imports.batch');
  const { batch } = view;
  return (
    <div className="grid gap-3">
      <Notice tone="info" title={t('judgedAlone', { count: batch.counts.judgedAlone })}>
        <p>{t('judgedAloneWhy')}</p>
      </Notice>
      {view.mayFix && (
        <ActionForm action={action} submit={t('checkWhole')}>
          <Hidden batch={batch} withVersion />
        </ActionForm>
      )}
    </div>
  );
}

function Apply({ view, action }: { view: BatchStateProps['view']; action: Action }) {
  const t = useTranslations('imports.batch');
  const { batch } = view;
  const { counts } = batch;
  const rows = counts.new + counts.changed;
  if (rows === 0) return <Notice tone="info">{t('nothingNew')}</Notice>;
  if (!view.mayApply) return <Notice tone="info">{t('mayNotApply')}</Notice>;
  if (!batch.hasContent) return <Notice tone="info">{t('onCommandLine')}</Notice>;
  return (
    <ActionForm
      action={action}
      submit={
        counts.rejected === 0 ? (
          t('apply', { rows })
        ) : (
          // By styles alone, so that it says what is chosen without JavaScript too.
          <>
            <span className="group-has-[[value=stop]:checked]/apply:hidden">{t('apply', { rows })}</span>
            <span className="hidden group-has-[[value=stop]:checked]/apply:inline">{t('stop')}</span>
          </>
        )
      }
      className="group/apply max-w-2xl"
    >
      <Hidden batch={batch} withVersion />
      {counts.rejected === 0 ? (
        <input type="hidden" name="onBadRows" value={batch.onBadRows} />
      ) : (
        <RadioGroup
          name="onBadRows"
          legend={t('rejectedRows', { count: counts.rejected })}
          defaultValue={batch.onBadRows}
          options={[
            { value: 'stop', label: t('stop'), hint: t('stopHint') },
            { value: 'skip', label: t('skip') },
          ]}
        />
      )}
      {batch.kind === 'equivalencies' && <p className="measure text-soft">{t('thenPublish')}</p>}
    </ActionForm>
  );
}

function Publish({ view, action }: { view: BatchStateProps['view']; action: Action }) {
  const t = useTranslations('imports.batch');
  const refused = view.batch.counts.notPublished;
  return (
    <div className="grid gap-3 border-l-4 border-recommended pl-4">
      <p className="measure">{t('waiting', { count: view.unpublished })}</p>
      <p>
        <TextLink href={`/registrar/imports/${view.batch.id}/effect`}>
          {t('effect', { count: view.unpublished })}
        </TextLink>
      </p>
      <p className="measure text-soft">{t('noWayBack')}</p>
      {view.whyNotPublish === null ? (
        <ActionForm action={action} submit={t('publish', { count: view.unpublished })}>
          <Hidden batch={view.batch} withVersion />
        </ActionForm>
      ) : (
        <p className="measure text-soft">{view.whyNotPublish}</p>
      )}
      {refused.length > 0 && (
        <div className="grid gap-2">
          <p className="measure">{t('notPublished', { count: refused.length })}</p>
          <ul className="grid list-disc gap-1 pl-5">
            {refused.map(({ ruleVersionId, title }) => (
              <li key={ruleVersionId}>
                <Anchor href={`/registrar/rules/${ruleVersionId}`}>{title}</Anchor>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
