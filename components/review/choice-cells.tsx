'use client';

/** ChoiceCells: legend, options ({value, label, hint}), defaultValue?. What a ballot can say, side by side, each with what it does. */
import { useId } from 'react';
import { errorsOf, useFormState } from '@/components/ui/form-state';

type Props = {
  legend: string;
  options: readonly { value: string; label: string; hint: React.ReactNode }[];
  defaultValue?: string;
};

export function ChoiceCells({ legend, options, defaultValue }: Props) {
  const own = useId();
  const form = useFormState();
  const errors = errorsOf(form?.state, 'choice');
  const entered = form?.state.values?.['choice'];
  const chosen = typeof entered === 'string' ? entered : defaultValue;
  const id = form === null ? own : `${form.formId}-choice`;
  return (
    <fieldset
      data-choice
      aria-describedby={errors.length > 0 ? `${id}-error` : undefined}
      className="grid gap-2"
    >
      <legend className="sr-only">{legend}</legend>
      {errors.length > 0 && (
        <p id={`${id}-error`} className="text-sm font-medium text-suspended">
          {errors.join(' ')}
        </p>
      )}
      <div className="grid gap-2">
        {options.map(({ value, label, hint }, index) => {
          const optionId = index === 0 ? id : `${id}-${value}`;
          return (
            <div key={value} className="grid grid-cols-[auto_1fr] items-start gap-x-2.5">
              <input
                id={optionId}
                type="radio"
                name="choice"
                value={value}
                data-vote={index + 1}
                defaultChecked={value === chosen}
                aria-describedby={`${optionId}-hint`}
                className="size-6 accent-accent"
              />
              <label htmlFor={optionId} className="font-medium">
                {label}
              </label>
              <p id={`${optionId}-hint`} className="col-start-2 text-sm text-soft">
                {hint}
              </p>
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
