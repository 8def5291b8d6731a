/**
 * CompareBar: forgetHref? (the search without what was chosen on other pages), elsewhere (how many those are). The button that puts the ticked
 * rows side by side. It stands below the results, and stays in sight while a box is ticked; what is ticked is said by the boxes themselves.
 */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { catalogForm } from './catalog-form';

export function CompareBar({ elsewhere, forgetHref }: { elsewhere: number; forgetHref: string }) {
  const t = useTranslations('public.search.compare');
  return (
    <div role="group" aria-label={t('title')} className="compare-bar no-print">
      <p className="text-sm text-soft">
        {t('hint')}
        {elsewhere > 0 && ` ${t('elsewhere', { count: elsewhere })} `}
        {elsewhere > 0 && (
          <TextLink href={forgetHref} data-forget>
            {t('forget')}
          </TextLink>
        )}
      </p>
      <Button type="submit" form={catalogForm} formAction="/catalog/compare">
        {t('submit')}
      </Button>
    </div>
  );
}
