/** PeopleFilter: search {words?, role?, status?}. A GET form; works without JavaScript. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Role } from '@/lib/access/actor';

export type PeopleFilterProps = {
  search: { words?: string | undefined; role?: string | undefined; status?: string | undefined };
};

export function PeopleFilter({ search }: PeopleFilterProps) {
  const t = useTranslations('administration.people');
  const roles = useTranslations('account.role');
  return (
    <form
      method="get"
      action="/administration/people"
      role="search"
      className="flex flex-wrap items-end gap-3"
    >
      <Field name="words" label={t('words')} className="grow basis-56">
        <TextInput type="search" defaultValue={search.words ?? ''} />
      </Field>
      <Field name="role" label={t('role')} className="basis-48">
        <Select
          options={Role.options.map((role) => ({ value: role, label: roles(role) }))}
          placeholder={t('anyRole')}
          defaultValue={search.role ?? ''}
        />
      </Field>
      <Field name="status" label={t('status')} className="basis-40">
        <Select
          options={[
            { value: 'active', label: t('active') },
            { value: 'suspended', label: t('suspended') },
          ]}
          placeholder={t('anyStatus')}
          defaultValue={search.status ?? ''}
        />
      </Field>
      <Button type="submit">{t('show')}</Button>
    </form>
  );
}
