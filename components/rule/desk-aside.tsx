'use client';

/**
 * DeskAside: trial (null while what is entered cannot be read), id (of the version), hasEvidence, today. Beside a mapping that is being written: what a student would see
 * of it, what the checks found, and what publishing it would change.
 */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { EffectBrief } from './effect-brief';
import { ExampleList } from './example-list';
import { FindingList } from './finding-list';
import { StudentView } from './student-view';
import type { EditorTrial } from './use-trial';

const head = 'border-b border-edge pb-2 font-semibold';

export function DeskAside({
  trial,
  id,
  hasEvidence,
  today,
}: {
  trial: EditorTrial | null;
  id: string;
  hasEvidence: boolean;
  today: string;
}) {
  const t = useTranslations('registrar.editor');
  const rule = useTranslations('registrar.rule');
  const effect = useTranslations('registrar.effect');
  return (
    <aside className="desk-aside">
      <section className="grid gap-2" aria-live="polite">
        <h2 className={head}>{rule('examples')}</h2>
        <p className="text-sm text-soft">{rule('examplesLede')}</p>
        {trial !== null && trial.offer !== null && (
          <StudentView offer={trial.offer} names={trial.names} today={today} />
        )}
        {trial !== null ? (
          <ExampleList examples={trial.examples} unit={trial.names.homeUnit} />
        ) : (
          <p className="text-soft">{t('notRead')}</p>
        )}
      </section>
      <section id="checks" tabIndex={-1} className="grid gap-3" aria-live="polite">
        <h2 className={head}>{rule('checks')}</h2>
        {trial !== null ? (
          <FindingList findings={trial.findings} />
        ) : (
          <p className="text-soft">{t('notRead')}</p>
        )}
        {!hasEvidence && (
          <Notice tone="warning">
            <p>
              {t.rich('evidenceOpen', {
                link: (label) => (
                  <a href="#evidence" className="link">
                    {label}
                  </a>
                ),
              })}
            </p>
          </Notice>
        )}
      </section>
      <section className="grid gap-2" aria-live="polite">
        <h2 className={head}>{effect('title')}</h2>
        {trial !== null ? (
          <EffectBrief isFolded effect={trial.effect} href={`/registrar/rules/${id}/effect`} />
        ) : (
          <p className="text-soft">{t('notRead')}</p>
        )}
      </section>
    </aside>
  );
}
