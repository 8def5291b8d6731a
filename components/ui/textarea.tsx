'use client';

/** Textarea: inside a Field needs nothing. Plus those of <textarea>; rows 4 unless given. */
import clsx from 'clsx';
import { useRef, type ComponentPropsWithoutRef } from 'react';
import { controlClass } from './control-class';
import { useEnteredEarly } from './early-entry';
import { useControl } from './form-state';
import { Theirs } from './theirs';

export type TextareaProps = Omit<ComponentPropsWithoutRef<'textarea'>, 'defaultValue'> & {
  defaultValue?: string;
};

export function Textarea({ id, name, defaultValue, className, rows = 4, ...rest }: TextareaProps) {
  const { defaultValue: initial, ...control } = useControl({ id, name, defaultValue });
  const field = useRef<HTMLTextAreaElement>(null);
  useEnteredEarly(control.id, field);
  const value = rest.value === undefined ? { defaultValue: initial } : {};
  return (
    <>
      <textarea
        ref={field}
        rows={rows}
        {...control}
        {...value}
        className={clsx(controlClass, 'resize-y', className)}
        {...rest}
      />
      <Theirs name={control.name} stored={defaultValue} />
    </>
  );
}
