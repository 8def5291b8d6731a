import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { RuleSentence } from '@/components/credit/rule-sentence';
import { PageHeader } from '@/components/layout/page-header';
import { DifferenceTable } from '@/components/rule/difference-table';
import { RuleOutcomes } from '@/components/rule/rule-outcomes';
import { textHref } from '@/components/rule/text-href';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Day } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { viewTextThen } from '@/lib/usecases/rule/view-text-then';

type Props = PageProps<'/registrar/rules/[ruleId]/text/[stageId]'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.textThen'))('title') };
}

/** What a stage of a review had before it, where the text was handed in again since. */
export default orNothingHere(async function TextThenPage({ params }: Props) {
  const { ruleId, stageId } = await params;
  const [{ value, denied }, t, rule] = await Promise.all([
    staffRead(textHref(ruleId, stageId), (ctx) =>
      viewTextThen(ctx, { ruleVersionId: idInPath(ruleId), stageId: idInPath(stageId) }),
    ),
    getTranslations('registrar.textThen'),
    getTranslations('registrar.rule'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { text, names, differences } = value;
  return (
    <div className="page grid grid-cols-1 gap-8">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/rules', label: rule('breadcrumb') },
              { href: `/registrar/rules/${value.ruleVersionId}`, label: value.title },
              { label: t('title') },
            ]}
          />
        }
        kicker={
          value.handedInAt === null
            ? rule('kicker', { version: value.version })
            : t.rich('kicker', {
                version: value.version,
                date: () => <Day date={value.handedInAt ?? ''} />,
              })
        }
        title={text?.title ?? value.title}
        lede={t('lede', { stage: value.stageKind })}
      />
      {text === null ? (
        <EmptyState title={t('gone')}>{t('goneWhy')}</EmptyState>
      ) : (
        <>
          <section className="grid gap-3" aria-label={rule('answer')}>
            <RuleOutcomes definition={text.definition} names={names} />
            <RuleSentence definition={text.definition} names={names} />
          </section>
          {(['publicNote', 'internalNote'] as const).map(
            (note) =>
              text[note] !== '' && (
                <section key={note} className="grid gap-1">
                  <h2 className="kicker">{rule(note)}</h2>
                  <p className="measure whitespace-pre-line">{text[note]}</p>
                </section>
              ),
          )}
          <section className="grid grid-cols-1 gap-3">
            <h2 className="border-b border-edge pb-2 text-lg font-semibold">
              {t('changed', { count: differences.length })}
            </h2>
            {differences.length > 0 && (
              <DifferenceTable
                differences={differences}
                caption={t('changed', { count: differences.length })}
              />
            )}
          </section>
        </>
      )}
      <p>
        <TextLink href={`/faculty/cases/${value.caseId}`}>{t('back')}</TextLink>
      </p>
    </div>
  );
});
