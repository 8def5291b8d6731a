'use client';

/** Select: options ({value, label, disabled?} or {label, options} for groups), placeholder? (an empty first choice), plus those of <select>. */
import clsx from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import { controlClass } from './control-class';
import { useControl } from './form-state';
import { Theirs } from './theirs';

export type SelectOption = { value: string; label: string; disabled?: boolean };
export type SelectGroup = { label: string; options: readonly SelectOption[] };
export type SelectProps = Omit<ComponentPropsWithRef<'select'>, 'defaultValue' | 'children'> & {
  options: readonly (SelectOption | SelectGroup)[];
  placeholder?: string;
  defaultValue?: string;
};

function Option({ value, label, disabled }: SelectOption) {
  return (
    <option value={value} disabled={disabled}>
      {label}
    </option>
  );
}

export function Select({ id, name, defaultValue, options, placeholder, className, ...rest }: SelectProps) {
  const { defaultValue: initial, ...control } = useControl({ id, name, defaultValue });
  const value = rest.value === undefined ? { defaultValue: initial } : {};
  const every = options.flatMap((option) => ('options' in option ? option.options : [option]));
  return (
    <>
      <select
        key={initial}
        {...control}
        {...value}
        className={clsx(controlClass, 'pr-8', className)}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) =>
          'options' in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map((inner) => (
                <Option key={inner.value} {...inner} />
              ))}
            </optgroup>
          ) : (
            <Option key={option.value} {...option} />
          ),
        )}
      </select>
      <Theirs
        name={control.name}
        stored={defaultValue}
        say={(value) => every.find((option) => option.value === value)?.label ?? value}
      />
    </>
  );
}
