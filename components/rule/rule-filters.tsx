/** RuleFilters: query, departments, providers. A plain GET form that leads to what it finds (`#found`); the state group is kept. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';
import { parseRuleQuery, ruleListHref, type RuleQuery, usualColumns } from '@/lib/rule/list-query';

export function RuleFilters({
  query,
  departments,
  providers,
}: {
  query: RuleQuery;
  departments: readonly DepartmentChoice[];
  providers: readonly string[];
}) {
  const t = useTranslations('registrar.list');
  const plain = ruleListHref(parseRuleQuery({}), { state: query.state, columns: query.columns });
  return (
    <form
      method="get"
      action="/registrar/rules#found"
      aria-label={t('filters')}
      className="grid grid-cols-1 items-end gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[minmax(12rem,1.5fr)_1.1fr_1fr_1fr_auto]"
    >
      {query.state !== null && <input type="hidden" name="state" value={query.state} />}
      {query.sort !== 'updated' && <input type="hidden" name="sort" value={query.sort} />}
      {query.sort !== 'updated' && <input type="hidden" name="direction" value={query.direction} />}
      {query.columns !== usualColumns && <input type="hidden" name="columns" value={query.columns.join()} />}
      <Field name="words" label={t('words')} className="sm:col-span-2 lg:col-span-1">
        <TextInput
          id="words"
          type="search"
          defaultValue={query.words}
          placeholder={t('wordsHint')}
          aria-label={t('words')}
        />
      </Field>
      <Field name="department" label={t('department')}>
        <Select
          placeholder={t('anyDepartment')}
          defaultValue={query.departmentId}
          options={departmentOptions(departments)}
        />
      </Field>
      <Field name="provider" label={t('provider')}>
        <Select
          placeholder={t('anyProvider')}
          defaultValue={query.provider}
          options={providers.map((provider) => ({ value: provider, label: provider }))}
        />
      </Field>
      <Field name="due" label={t('due')}>
        <Select
          placeholder={t('anyDue')}
          defaultValue={query.due ?? ''}
          options={[
            { value: 'overdue', label: t('overdue') },
            { value: 'soon', label: t('soon') },
          ]}
        />
      </Field>
      <Button type="submit">{t('show')}</Button>
      <div className="flex flex-wrap gap-x-6 gap-y-2 sm:col-span-2 lg:col-span-5">
        <Checkbox name="mine" label={t('mine')} defaultChecked={query.mine} />
        {ruleListHref(query) !== plain && <TextLink href={plain}>{t('clear')}</TextLink>}
      </div>
    </form>
  );
}
