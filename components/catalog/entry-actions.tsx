/** EntryActions: slug. What to do with a certificate: ask what one would get, or put it beside others. */
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/link-button';
import { estimateHref, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { everything, searchHref } from '@/lib/catalog/search-query';

export function EntryActions({ slug }: { slug: string }) {
  const t = useTranslations('public.entry');
  return (
    <>
      <LinkButton href={estimateHref({ ...nothingStated, holdings: [statedHolding(slug)] })} tone="primary">
        {t('estimate')}
      </LinkButton>
      <LinkButton href={searchHref('/catalog', { ...everything, compare: [slug] })}>
        {t('compare')}
      </LinkButton>
    </>
  );
}
