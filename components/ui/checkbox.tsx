'use client';

/** Checkbox: name, label, value? ("on"), hint?, defaultChecked?, hideLabel?, plus those of <input>. Stands alone, without a Field. */
import clsx from 'clsx';
import { useId, type ComponentPropsWithRef } from 'react';
import { errorsOf, isStale, useFormState } from './form-state';

export type CheckboxProps = Omit<ComponentPropsWithRef<'input'>, 'type' | 'value'> & {
  name: string;
  label: React.ReactNode;
  value?: string;
  hint?: React.ReactNode;
  hideLabel?: boolean;
};

function wasEntered(entered: string | readonly string[] | undefined, value: string): boolean {
  return typeof entered === 'string' ? entered === value : (entered ?? []).includes(value);
}

export function Checkbox({
  name,
  label,
  value = 'on',
  hint,
  hideLabel = false,
  defaultChecked,
  className,
  ...rest
}: CheckboxProps) {
  const id = useId();
  const form = useFormState();
  const errors = errorsOf(form?.state, name);
  const values = form?.state.values;
  const checked = values === undefined ? defaultChecked : wasEntered(values[name], value);
  const words = form?.words;
  const isOtherwise =
    isStale(form?.state) && rest.checked === undefined && (defaultChecked ?? false) !== (checked ?? false);
  const controlled = rest.checked === undefined ? { defaultChecked: checked } : {};
  return (
    <div className={clsx('grid grid-cols-[auto_1fr] items-start gap-x-2.5', className)}>
      <input
        id={id}
        type="checkbox"
        name={name}
        value={value}
        {...controlled}
        aria-describedby={
          clsx(hint !== undefined && `${id}-hint`, errors.length > 0 && `${id}-error`) || undefined
        }
        aria-invalid={errors.length > 0 || undefined}
        className="size-6 accent-accent"
        {...rest}
      />
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'min-h-6'}>
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="col-start-2 text-sm text-soft">
          {hint}
        </p>
      )}
      {isOtherwise && words !== undefined && (
        <p data-theirs={name} className="col-start-2 border-l-4 border-recommended pl-3 text-sm">
          {words.theirs} <strong>{defaultChecked ? words.ticked : words.unticked}</strong>
        </p>
      )}
      {errors.length > 0 && (
        <p id={`${id}-error`} className="col-start-2 text-sm font-medium text-suspended">
          {errors.join(' ')}
        </p>
      )}
    </div>
  );
}
