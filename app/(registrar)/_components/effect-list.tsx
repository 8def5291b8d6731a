import { getTranslations } from 'next-intl/server';
import { EffectTable } from '@/components/rule/effect-table';
import { TriedOn } from '@/components/rule/effect-brief';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { effectHref, type EffectQuery } from '@/lib/catalog/effect-query';
import { type Effect, inOrderOfLoss } from '@/lib/catalog/effect';

/** @units rows */
const perPage = 50;

/** Everybody on whom a change was tried, by how what they get differs; says so where it was worked out from something else before. */
export async function EffectList({
  effect,
  asked,
  path,
}: {
  effect: Effect | null;
  asked: EffectQuery;
  path: string;
}) {
  const t = await getTranslations('registrar.effect');
  if (effect === null) return <EmptyState title={t('tooLarge')} />;
  const { counts, mark } = effect;
  const met = inOrderOfLoss.filter((one) => counts[one] > 0);
  const show = asked.show ?? met[0];
  const stale = asked.mark !== null && asked.mark !== mark && <Notice tone="warning" title={t('stale')} />;
  if (show === undefined)
    return (
      <>
        {stale}
        <EmptyState title={t('nobody')} />
      </>
    );
  const rows = effect.rows.filter(({ difference }) => difference === show);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const page = Math.min(asked.page, pages);
  const hrefOf = (next: Partial<EffectQuery>) => effectHref(path, { ...asked, page: 1, ...next, mark });
  return (
    <>
      {stale}
      <TriedOn effect={effect} />
      <Tabs
        label={t('title')}
        items={inOrderOfLoss
          .filter((one) => counts[one] > 0 || one === show)
          .map((one) => ({
            href: hrefOf({ show: one }),
            label: t(`tab.${one}`),
            count: counts[one],
            current: one === show,
          }))}
      />
      {rows.length === 0 ? (
        <EmptyState title={t(`count.${show}`, { count: 0 })} />
      ) : (
        <EffectTable
          rows={rows.slice((page - 1) * perPage, page * perPage)}
          effect={effect}
          caption={t('caption')}
        />
      )}
      {pages > 1 && <Pagination page={page} pages={pages} hrefOf={(to) => hrefOf({ show, page: to })} />}
    </>
  );
}
