/** AuditFilter: search (values of the fields), people {id, name}[], actions, objectTypes. A GET form; works without JavaScript. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { Select } from '@/components/ui/select';
import { useAuditWords } from './audit-words';

export type AuditFilterProps = {
  search: {
    actorId?: string | undefined;
    action?: string | undefined;
    objectType?: string | undefined;
    objectId?: string | undefined;
    from?: string | undefined;
    to?: string | undefined;
  };
  people: readonly { id: string; name: string }[];
  actions: readonly string[];
  objectTypes: readonly string[];
};

export function AuditFilter({ search, people, actions, objectTypes }: AuditFilterProps) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  const sorted = (names: readonly string[], say: (name: string) => string) =>
    names.map((value) => ({ value, label: say(value) })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <form
      method="get"
      action="/audit"
      role="search"
      className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[repeat(3,minmax(0,1fr))_auto_auto_auto] lg:items-end"
    >
      {search.objectId !== undefined && <input type="hidden" name="objectId" value={search.objectId} />}
      <Field name="actorId" label={t('who')}>
        <Select
          options={people.map((person) => ({ value: person.id, label: person.name }))}
          placeholder={t('everybody')}
          defaultValue={search.actorId ?? ''}
        />
      </Field>
      <Field name="action" label={t('what')}>
        <Select
          options={sorted(actions, words.action)}
          placeholder={t('everything')}
          defaultValue={search.action ?? ''}
        />
      </Field>
      <Field name="objectType" label={t('about')}>
        <Select
          options={sorted(objectTypes, words.object)}
          placeholder={t('anything')}
          defaultValue={search.objectType ?? ''}
        />
      </Field>
      <Field name="from" label={t('from')}>
        <DateInput defaultValue={search.from ?? ''} />
      </Field>
      <Field name="to" label={t('to')}>
        <DateInput defaultValue={search.to ?? ''} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit">{t('show')}</Button>
        <LinkButton href="/audit" tone="quiet">
          {t('clear')}
        </LinkButton>
      </div>
    </form>
  );
}
