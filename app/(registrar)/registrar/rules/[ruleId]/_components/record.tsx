import { getTranslations } from 'next-intl/server';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { EffectOfRule } from '@/components/rule/effect-brief';
import { FindingList } from '@/components/rule/finding-list';
import { RuleOutcomes } from '@/components/rule/rule-outcomes';
import { StudentExamples } from '@/components/rule/student-examples';
import { definitionInForce } from '@/lib/rule/rule-version';
import { firstDayAhead, standingOfVersion } from '@/lib/rule/version-standing';
import type { Trial } from '@/lib/usecases/rule/try-rule';
import type { RuleView } from '@/lib/usecases/rule/view-rule';

/** A version as it stands, for reading. */
export async function Record({
  view,
  trial,
  acts,
  isTried,
  children,
}: {
  view: RuleView;
  trial: Trial;
  acts: React.ReactNode;
  /** What publishing it would change is told here, since it does not stand beside the act itself. */
  isTried: boolean;
  children: React.ReactNode;
}) {
  const { version, names } = view;
  const definition = definitionInForce(version);
  const t = await getTranslations('registrar.rule');
  const amounts = Object.fromEntries(
    trial.examples[0]?.awards.map(({ target, amount }) => [target, amount]) ?? [],
  );
  const head = 'border-b border-edge pb-2 text-lg font-semibold';
  return (
    <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid content-start gap-8">
        <section className="grid gap-3" aria-label={t('answer')}>
          <RuleOutcomes definition={definition} names={names} amounts={amounts} />
          <RuleSentence definition={definition} names={names} />
        </section>
        {version.publicNote !== '' && (
          <section className="grid gap-1">
            <h2 className="kicker">{t('publicNote')}</h2>
            <p className="measure whitespace-pre-line">{version.publicNote}</p>
          </section>
        )}
        {version.internalNote !== '' && (
          <section className="grid gap-1">
            <h2 className="kicker">{t('internalNote')}</h2>
            <p className="measure whitespace-pre-line text-soft">{version.internalNote}</p>
          </section>
        )}
        {children}
      </div>
      <aside className="grid content-start gap-8">
        {acts}
        {['draft', 'returned', 'submitted', 'approved'].includes(version.status) && (
          <section className="grid gap-3">
            <h2 className={head}>{t('checks')}</h2>
            <FindingList findings={trial.findings} />
          </section>
        )}
        {isTried && <EffectOfRule effect={trial.effect} id={version.id} />}
        {/* What was turned down gives nobody anything. */}
        {version.status !== 'rejected' && (
          <section className="grid gap-2">
            <h2 className={head}>{t('examples')}</h2>
            <StudentExamples
              standing={standingOfVersion(version, view.today)}
              ahead={firstDayAhead(version, view.today)}
              reason={version.statusReason}
              examples={trial.examples}
              unit={trial.names.homeUnit}
            />
          </section>
        )}
      </aside>
    </div>
  );
}
