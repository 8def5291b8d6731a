/** ColumnChoice: query. Which columns the list of mappings has: a GET form, folded, that keeps everything else of the address. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { ruleColumns, type RuleQuery, usualColumns } from '@/lib/rule/list-query';
import { filterFields } from '@/lib/rule/many-query';

export function ColumnChoice({ query }: { query: RuleQuery }) {
  const t = useTranslations('registrar.list');
  return (
    <details className="no-print text-sm">
      <summary className="w-fit cursor-pointer text-accent underline underline-offset-4">
        {t('columns')}
      </summary>
      <form method="get" action="/registrar/rules" aria-label={t('columns')} className="mt-3 grid gap-3">
        {filterFields({ ...query, columns: usualColumns }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {ruleColumns.map((column) => (
            <Checkbox
              key={column}
              name="columns"
              value={column}
              label={t(`column.${column}`)}
              defaultChecked={query.columns.includes(column)}
            />
          ))}
        </div>
        <div>
          <Button type="submit">{t('showColumns')}</Button>
        </div>
      </form>
    </details>
  );
}
