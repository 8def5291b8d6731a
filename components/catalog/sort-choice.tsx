/** SortChoice: sort. The order in which results are read, as a part of the form of the catalog. */
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { Sort } from '@/lib/catalog/search-query';
import { catalogForm } from './catalog-form';

export function SortChoice({ sort }: { sort: Sort }) {
  const t = useTranslations('public.search.sort');
  const id = useId();
  return (
    <div className="no-print flex flex-wrap items-center gap-2 text-sm">
      <label htmlFor={id} className="text-soft">
        {t('label')}
      </label>
      <Select
        id={id}
        name="sort"
        form={catalogForm}
        defaultValue={sort}
        options={Sort.options.map((value) => ({ value, label: t(value) }))}
        className="max-w-44"
      />
      <Button type="submit" form={catalogForm} formAction="/catalog#found" size="small">
        {t('submit')}
      </Button>
    </div>
  );
}
