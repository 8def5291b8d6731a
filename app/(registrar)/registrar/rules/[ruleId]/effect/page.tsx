import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { EffectList } from '@/app/(registrar)/_components/effect-list';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Moment } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { parseEffectQuery } from '@/lib/catalog/effect-query';
import { canComeIntoForce, testRule } from '@/lib/usecases/rule/test-rules';

type Props = PageProps<'/registrar/rules/[ruleId]/effect'>;
const read = cache(async (id: string) =>
  staffRead(`/registrar/rules/${id}/effect`, (ctx) => testRule(ctx, { ruleVersionId: idInPath(id) })),
);

export const generateMetadata = metadataOrNothing(async ({ params }: Props): Promise<Metadata> => {
  const [{ value }, t] = await Promise.all([
    read((await params).ruleId),
    getTranslations('registrar.effect'),
  ]);
  return { title: `${t('of')}: ${value?.version.title ?? ''}` };
});

/** What publishing a version would change, and for whom. */
export default orNothingHere(async function EffectPage({ params, searchParams }: Props) {
  const [{ ruleId }, asked] = [await params, parseEffectQuery(await searchParams)];
  const [{ value, denied }, t, rule] = await Promise.all([
    read(ruleId),
    getTranslations('registrar.effect'),
    getTranslations('registrar.rule'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { version, effect } = value;
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/rules', label: rule('breadcrumb') },
              { href: `/registrar/rules/${version.id}`, label: version.title },
              { label: t('of') },
            ]}
          />
        }
        kicker={rule('kicker', { version: version.version })}
        title={t('of')}
        lede={t('lede')}
      />
      {canComeIntoForce(version) ? (
        <>
          <p className="measure text-sm text-soft">
            {t.rich('worked', {
              version: version.version,
              date: () => <Moment at={version.updatedAt} />,
            })}
          </p>
          <EffectList effect={effect} asked={asked} path={`/registrar/rules/${version.id}/effect`} />
        </>
      ) : (
        <EmptyState title={t('notAsked')} />
      )}
    </div>
  );
});
