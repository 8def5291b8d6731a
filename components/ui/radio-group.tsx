'use client';

/** RadioGroup: name, legend, options ({value, label, hint?}), defaultValue?, hint?, error?, required?, inline?, hideLegend?, takesFocus? (what is chosen has it when the page opens). A fieldset of its own, without a Field. */
import clsx from 'clsx';
import { useId } from 'react';
import { errorsOf, useFormState } from './form-state';
import { Theirs } from './theirs';

export type RadioOption = {
  value: string;
  label: React.ReactNode;
  hint?: React.ReactNode;
  disabled?: boolean;
};
export type RadioGroupProps = {
  name: string;
  legend: React.ReactNode;
  options: readonly RadioOption[];
  defaultValue?: string;
  hint?: React.ReactNode;
  error?: string;
  required?: boolean;
  inline?: boolean;
  hideLegend?: boolean;
  takesFocus?: boolean;
  onValue?: (value: string) => void;
};

export function RadioGroup(props: RadioGroupProps) {
  const {
    name,
    legend,
    options,
    defaultValue,
    hint,
    error,
    required,
    inline = false,
    hideLegend = false,
    takesFocus = false,
    onValue,
  } = props;
  const own = useId();
  const form = useFormState();
  const id = form === null ? `${own}-${name}` : `${form.formId}-${name}`;
  const errors = error === undefined ? errorsOf(form?.state, name) : [error];
  const entered = form?.state.values?.[name];
  const chosen = typeof entered === 'string' ? entered : defaultValue;
  const describedBy =
    clsx(hint !== undefined && `${id}-hint`, errors.length > 0 && `${id}-error`) || undefined;
  return (
    <fieldset
      aria-describedby={describedBy}
      className={clsx('grid gap-2', errors.length > 0 && 'border-l-4 border-suspended pl-3')}
    >
      <legend className={hideLegend ? 'sr-only' : 'mb-1 font-medium'}>{legend}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="measure text-sm text-soft">
          {hint}
        </p>
      )}
      {errors.length > 0 && (
        <p id={`${id}-error`} className="text-sm font-medium text-suspended">
          {errors.join(' ')}
        </p>
      )}
      <div className={inline ? 'flex flex-wrap gap-x-6 gap-y-2' : 'grid gap-2'}>
        {options.map((option, index) => {
          const optionId = index === 0 ? id : `${id}-${option.value}`;
          const hintId = option.hint === undefined ? undefined : `${optionId}-hint`;
          return (
            <div key={option.value} className="grid grid-cols-[auto_1fr] items-start gap-x-2.5">
              <input
                id={optionId}
                type="radio"
                name={name}
                value={option.value}
                defaultChecked={option.value === chosen}
                autoFocus={takesFocus && option.value === chosen}
                disabled={option.disabled}
                required={required}
                aria-describedby={hintId}
                onChange={onValue === undefined ? undefined : () => onValue(option.value)}
                className="size-6 accent-accent"
              />
              <label htmlFor={optionId}>{option.label}</label>
              {option.hint !== undefined && (
                <p id={hintId} className="col-start-2 text-sm text-soft">
                  {option.hint}
                </p>
              )}
            </div>
          );
        })}
      </div>
      <Theirs
        name={name}
        stored={defaultValue}
        say={(value) => {
          const label = options.find((option) => option.value === value)?.label;
          return typeof label === 'string' ? label : value;
        }}
      />
    </fieldset>
  );
}
