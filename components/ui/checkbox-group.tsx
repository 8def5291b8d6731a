'use client';

/** CheckboxGroup: name (of the list, without its brackets), legend, options {value, label, isTicked?}[], oneColumn? (for long labels in little room). Several can be ticked; says where none was and one is needed. */
import clsx from 'clsx';
import { useId } from 'react';
import { Checkbox } from './checkbox';
import { errorsOf, useFormState } from './form-state';

export function CheckboxGroup({
  name,
  legend,
  options,
  oneColumn = false,
}: {
  name: string;
  legend: React.ReactNode;
  options: readonly { value: string; label: React.ReactNode; isTicked?: boolean }[];
  oneColumn?: boolean;
}) {
  const own = useId();
  const form = useFormState();
  const id = `${form?.formId ?? own}-${name}`;
  const errors = errorsOf(form?.state, name);
  return (
    <fieldset
      id={id}
      aria-describedby={errors.length > 0 ? `${id}-error` : undefined}
      className={clsx('grid gap-2', errors.length > 0 && 'border-l-4 border-suspended pl-3')}
    >
      <legend className="mb-2 text-soft">{legend}</legend>
      {errors.length > 0 && (
        <p id={`${id}-error`} className="text-sm font-medium text-suspended">
          {errors.join(' ')}
        </p>
      )}
      <div className={clsx('grid max-w-3xl gap-x-8 gap-y-2', !oneColumn && 'sm:grid-cols-2 lg:grid-cols-3')}>
        {options.map(({ value, label, isTicked }) => (
          <Checkbox
            key={value}
            name={`${name}[]`}
            value={value}
            label={label}
            {...(isTicked === true && { defaultChecked: true })}
          />
        ))}
      </div>
    </fieldset>
  );
}
