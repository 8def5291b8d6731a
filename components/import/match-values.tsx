/** MatchValues: the values of columns that mean something, each with what it is taken for. Props: kind, groups. */
import { useFormatter, useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { Table } from '@/components/ui/table';
import { TextInput } from '@/components/ui/text-input';
import type { ImportKind } from '@/lib/import/kind';
import { choicesOf } from '@/lib/import/value-words';
import type { ValueGroup } from '@/lib/usecases/import/view-matching';

export function MatchValues({ kind, groups }: { kind: ImportKind; groups: readonly ValueGroup[] }) {
  const t = useTranslations('imports.match');
  const format = useFormatter();
  if (groups.length === 0) return null;
  let next = 0;
  const sections = groups.map((group) => ({
    ...group,
    values: group.values.map((value) => ({ ...value, at: next++ })),
  }));
  return (
    <section className="grid gap-4" aria-labelledby="values">
      <h2 id="values" className="serif text-xl">
        {t('values')}
      </h2>
      <p className="measure text-soft">{t('valuesLede')}</p>
      {sections.map(({ name, field, how, values }) => (
        <div key={`${name} ${field}`} className="max-w-3xl">
          <Table
            caption={t('valuesOf', { name, field: t(`fields.${field as 'title'}`) })}
            showCaption
            stacked
            rows={values}
            rowKey={({ found }) => found}
            columns={[
              { key: 'found', head: t('value'), rowHead: true, cell: ({ found }) => found },
              {
                key: 'count',
                head: t('count'),
                align: 'end',
                width: 'w-24',
                cell: ({ count }) => format.number(count),
              },
              {
                key: 'meant',
                head: t('meaning'),
                width: 'w-72',
                cell: ({ at, found, meant }) => (
                  <>
                    <input type="hidden" name={`values.${at}.column`} value={field} />
                    <input type="hidden" name={`values.${at}.found`} value={found} />
                    {how === 'choice' ? (
                      <Select
                        name={`values.${at}.meant`}
                        aria-label={t('meaningOf', { found })}
                        placeholder={t('notSettled')}
                        defaultValue={meant}
                        options={(choicesOf[kind][field] ?? []).map((value) => ({
                          value,
                          label: t(`choices.${value as 'credit'}`),
                        }))}
                      />
                    ) : (
                      <TextInput
                        name={`values.${at}.meant`}
                        aria-label={t('meaningOf', { found })}
                        placeholder={t(how === 'day' ? 'dayHint' : 'targetHint')}
                        maxLength={120}
                        defaultValue={meant}
                      />
                    )}
                  </>
                ),
              },
            ]}
          />
        </div>
      ))}
    </section>
  );
}
