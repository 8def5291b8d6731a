/** MatchConstants: one value for all rows, for fields that no column gives; those that are needed stand open. Props: kind, matching, missing. */
import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { ImportKind } from '@/lib/import/kind';
import { fieldsFor } from '@/lib/import/match-columns';
import type { Matching } from '@/lib/import/matching';
import { choicesOf, leaveOut } from '@/lib/import/value-words';

interface MatchConstantsProps {
  kind: ImportKind;
  matching: Matching;
  missing: readonly string[];
}

export function MatchConstants({ kind, matching, missing }: MatchConstantsProps) {
  const t = useTranslations('imports.match');
  const given = new Map(matching.constants.map(({ column, value }) => [column, value]));
  const free = fieldsFor(kind)
    .map(({ name }) => name)
    .filter((name) => !matching.columns.includes(name))
    .map((name, at) => ({ name, at, isOpen: missing.includes(name) || given.has(name) }));
  const input = ({ name, at }: (typeof free)[number]) => (
    <div key={name}>
      <input type="hidden" name={`constants.${at}.column`} value={name} />
      <Field
        name={`constants.${at}.value`}
        label={t('constantOf', { field: t(`fields.${name as 'title'}`) })}
      >
        {choicesOf[kind][name] === undefined ? (
          <TextInput maxLength={300} defaultValue={given.get(name) ?? ''} />
        ) : (
          <Select
            placeholder={t('choose')}
            defaultValue={given.get(name) ?? ''}
            options={choicesOf[kind][name]
              .filter((value) => value !== leaveOut)
              .map((value) => ({ value, label: t(`choices.${value as 'credit'}`) }))}
          />
        )}
      </Field>
    </div>
  );
  const open = free.filter(({ isOpen }) => isOpen);
  return (
    <section className="grid gap-4" aria-label={t('constants')}>
      {open.length > 0 && (
        <>
          <h2 className="serif text-xl">{t('constants')}</h2>
          <div className="grid max-w-3xl gap-4 sm:grid-cols-2">{open.map(input)}</div>
        </>
      )}
      <Disclosure summary={t('moreConstants')}>
        <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
          {free.filter(({ isOpen }) => !isOpen).map(input)}
        </div>
      </Disclosure>
    </section>
  );
}
