'use client';

/**
 * Field: label, hint and error around one control; the control inside (TextInput, Select, DateInput …) is wired by itself.
 * Props: name, label, hint?, error? (else taken from the ActionForm around it), required?, optionalWord? ("optional"), hideLabel?, children.
 */
import clsx from 'clsx';
import { useId } from 'react';
import { errorsOf, FieldControlContext, useFormState } from './form-state';

export type FieldProps = {
  name: string;
  label: React.ReactNode;
  hint?: React.ReactNode;
  error?: string;
  required?: boolean;
  /** Shown after the label of a field that may stay empty. */
  optionalWord?: string;
  hideLabel?: boolean;
  className?: string;
  children: React.ReactNode;
};

export function Field({
  name,
  label,
  hint,
  error,
  required = false,
  optionalWord,
  hideLabel = false,
  className,
  children,
}: FieldProps) {
  const own = useId();
  const form = useFormState();
  const id = form === null ? `${own}-${name}` : `${form.formId}-${name}`;
  const errors = error === undefined ? errorsOf(form?.state, name) : [error];
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const errorId = errors.length === 0 ? undefined : `${id}-error`;
  const describedBy = clsx(hintId, errorId) || undefined;
  return (
    <div
      className={clsx(
        'grid content-start gap-1',
        errors.length > 0 && 'border-l-4 border-suspended pl-3',
        className,
      )}
    >
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'font-medium'}>
        {label}
        {optionalWord !== undefined && (
          <span data-optional="" className="font-normal text-faint">
            {' '}
            ({optionalWord})
          </span>
        )}
      </label>
      {hint !== undefined && (
        <p id={hintId} className="measure text-sm text-soft">
          {hint}
        </p>
      )}
      {errors.length > 0 && (
        <p id={errorId} className="text-sm font-medium text-suspended">
          {errors.join(' ')}
        </p>
      )}
      <FieldControlContext value={{ id, name, describedBy, invalid: errors.length > 0, required }}>
        {children}
      </FieldControlContext>
    </div>
  );
}
