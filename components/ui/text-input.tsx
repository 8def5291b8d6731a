'use client';

/** TextInput: inside a Field needs nothing; alone: name and aria-label. Plus those of <input>. width? full|short|tiny. */
import clsx from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import { controlClass } from './control-class';
import { useControl } from './form-state';
import { Theirs } from './theirs';

export type TextInputProps = Omit<ComponentPropsWithRef<'input'>, 'defaultValue' | 'width'> & {
  defaultValue?: string;
  width?: 'full' | 'short' | 'tiny';
};

const widths = { full: '', short: 'max-w-60', tiny: 'max-w-28 tabular' };

export function TextInput({
  id,
  name,
  defaultValue,
  width = 'full',
  className,
  type = 'text',
  ...rest
}: TextInputProps) {
  const { defaultValue: initial, ...control } = useControl({ id, name, defaultValue });
  const value = rest.value === undefined ? { defaultValue: initial } : {};
  return (
    <>
      <input
        type={type}
        {...control}
        {...value}
        className={clsx(controlClass, widths[width], className)}
        {...rest}
      />
      <Theirs name={control.name} stored={defaultValue} />
    </>
  );
}
