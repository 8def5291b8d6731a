import { RuleTitle } from '@/components/rule/rule-title';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EffectList } from '@/app/(registrar)/_components/effect-list';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Disclosure } from '@/components/ui/disclosure';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { parseEffectQuery } from '@/lib/catalog/effect-query';
import { parseRuleQuery, ruleListEffectHref, ruleListHref } from '@/lib/rule/list-query';
import { testListed } from '@/lib/usecases/rule/test-rules';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.effect'))('ofMany') };
}

/** What publishing all that a page of the list holds ready would change, taken together. */
export default async function EffectOfManyPage({ searchParams }: PageProps<'/registrar/rules/effect'>) {
  const params = await searchParams;
  const [wanted, asked] = [parseRuleQuery(params), parseEffectQuery(params)];
  const path = ruleListEffectHref(wanted);
  const [{ value, denied }, t, list] = await Promise.all([
    staffRead(path, (ctx) => testListed(ctx, wanted)),
    getTranslations('registrar.effect'),
    getTranslations('registrar.list'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { versions, effect } = value;
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: ruleListHref(wanted, { page: wanted.page }), label: list('title') },
              { label: t('ofMany') },
            ]}
          />
        }
        title={t('ofMany')}
        lede={t('lede')}
      />
      {versions.length === 0 ? (
        <EmptyState title={t('noneReady')}>{t('noneReadyWhy')}</EmptyState>
      ) : (
        <>
          <Disclosure summary={t('together', { count: versions.length })}>
            <ul className="grid gap-1">
              {versions.map(({ id, title }) => (
                <li key={id} className="[overflow-wrap:anywhere]">
                  <TextLink href={`/registrar/rules/${id}`}>
                    <RuleTitle title={title} />
                  </TextLink>
                </li>
              ))}
            </ul>
          </Disclosure>
          <EffectList effect={effect} asked={asked} path={path} />
        </>
      )}
    </div>
  );
}
