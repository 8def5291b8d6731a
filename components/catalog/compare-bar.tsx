/**
 * CompareBar: elsewhere (slugs chosen on other pages). The form to which the boxes of all rows belong. It stands below the results, and stays
 * in sight while a box is ticked; what is ticked is said by the boxes themselves, so no script is needed.
 */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';

/** The id of the form, by which boxes elsewhere on the page belong to it. */
export const compareForm = 'compare';

export function CompareBar({ elsewhere }: { elsewhere: readonly string[] }) {
  const t = useTranslations('public.search.compare');
  return (
    <form
      id={compareForm}
      action="/catalog/compare"
      method="get"
      aria-label={t('title')}
      className="compare-bar no-print"
    >
      <p className="text-sm text-soft">
        {t('hint')}
        {elsewhere.length > 0 && ` ${t('elsewhere', { count: elsewhere.length })} `}
        {elsewhere.length > 0 && <TextLink href="/catalog">{t('forget')}</TextLink>}
      </p>
      {elsewhere.map((slug) => (
        <input key={slug} type="hidden" name="entry" value={slug} />
      ))}
      <Button type="submit">{t('submit')}</Button>
    </form>
  );
}
