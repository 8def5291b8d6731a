'use client';

/** ConversionRows: rows ({from, to, factor}[] as stored), units (options), words {from, to, factor, noUnit}. The conversions of a policy, with two blank rows after them. */
import { Fragment } from 'react';
import { Field } from '@/components/ui/field';
import { useFormState } from '@/components/ui/form-state';
import { Select, type SelectOption } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';

const blank = { from: '', to: '', factor: '' };

/** How many rows were sent: where somebody else took one away, what was entered in the last one has a place all the same. */
function countSent(names: readonly string[]): number {
  return names.reduce((most, name) => {
    const index = /^credit\.conversions\.(\d+)\./.exec(name)?.[1];
    return index === undefined ? most : Math.max(most, Number(index) + 1);
  }, 0);
}

export function ConversionRows({
  rows,
  units,
  words,
}: {
  rows: readonly { from: string; to: string; factor: string }[];
  units: readonly SelectOption[];
  words: { from: string; to: string; factor: string; noUnit: string };
}) {
  const form = useFormState();
  const count = Math.max(rows.length + 2, countSent(Object.keys(form?.state.values ?? {})));
  return (
    // A row that was emptied is not stored, and those below it move up: after an own save they are made anew.
    <Fragment key={form?.base}>
      {Array.from({ length: count }, (_, index) => {
        const row = rows[index] ?? blank;
        const name = (field: string) => `credit.conversions.${index}.${field}`;
        return (
          <div key={index} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_8rem]">
            <Field name={name('from')} label={words.from} hideLabel={index > 0}>
              <Select options={units} placeholder={words.noUnit} defaultValue={row.from} />
            </Field>
            <Field name={name('to')} label={words.to} hideLabel={index > 0}>
              <Select options={units} placeholder={words.noUnit} defaultValue={row.to} />
            </Field>
            <Field name={name('factor')} label={words.factor} hideLabel={index > 0}>
              <TextInput inputMode="decimal" defaultValue={row.factor} />
            </Field>
          </div>
        );
      })}
    </Fragment>
  );
}
