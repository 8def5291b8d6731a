'use client';

/** Textarea: inside a Field needs nothing. Plus those of <textarea>; rows 4 unless given. */
import clsx from 'clsx';
import { useLayoutEffect, useRef, type ComponentPropsWithoutRef } from 'react';
import { controlClass } from './control-class';
import { useEnteredEarly } from './early-entry';
import { useControl } from './form-state';
import { Theirs } from './theirs';

export type TextareaProps = Omit<ComponentPropsWithoutRef<'textarea'>, 'defaultValue'> & {
  defaultValue?: string;
};

export function Textarea({ id, name, defaultValue, className, rows = 4, ...rest }: TextareaProps) {
  const { defaultValue: initial, ...control } = useControl({ id, name, defaultValue });
  const enteredEarly = useEnteredEarly(control.id);
  const field = useRef<HTMLTextAreaElement>(null);
  // In the same turn as what ends the waking up, so that nothing is entered in between.
  useLayoutEffect(() => {
    const entered = field.current === null ? undefined : enteredEarly(field.current);
    if (field.current !== null && entered !== undefined && field.current.value !== entered)
      field.current.value = entered;
  }, [enteredEarly]);
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
