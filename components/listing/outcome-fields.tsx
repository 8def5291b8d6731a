'use client';

/**
 * OutcomeFields: outcomes (as they stand), onChange. Learning outcomes one by one, in order; each can be moved or taken out. Without script
 * the same buttons send the form, which saves it, and blank rows stand ready.
 */
import { useTranslations } from 'next-intl';
import { leaveRow } from '@/components/rule/list-edit';
import { Button } from '@/components/ui/button';
import { useIsWaking } from '@/components/ui/early-entry';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { arranged, type OutcomeAct } from '@/lib/micro-credential/outcome-rows';

const acts = ['up', 'down', 'remove'] as const;
/** Rows that stand ready where no script adds one. */
const spare = 5;

export function OutcomeFields({
  outcomes,
  onChange,
}: {
  outcomes: readonly string[];
  onChange: (outcomes: string[]) => void;
}) {
  const t = useTranslations('listing.outcome');
  // A button that sends the form would be the one that Enter presses: with a script none of them is.
  const isServed = useIsWaking();
  const isIdle = (act: OutcomeAct['act'], place: number) =>
    (act === 'up' && place === 0) || (act === 'down' && place === outcomes.length - 1);
  return (
    <div data-rows className="grid gap-3">
      <ol className="grid gap-2">
        {outcomes.map((text, place) => (
          <li key={place} data-row className="flex flex-wrap items-end gap-x-2 gap-y-1">
            <Field
              name={`outcomes.${place}`}
              label={t('row', { number: place + 1 })}
              hideLabel
              className="grow basis-72"
            >
              <TextInput
                value={text}
                maxLength={1_000}
                onChange={({ target }) =>
                  onChange(outcomes.map((one, at) => (at === place ? target.value : one)))
                }
                onPaste={(event) => {
                  const lines = event.clipboardData
                    .getData('text')
                    .split(/\r?\n/)
                    .map((line) => line.trim());
                  const pasted = lines.filter((line) => line !== '');
                  if (pasted.length < 2 || text !== '') return;
                  event.preventDefault();
                  onChange([...outcomes.slice(0, place), ...pasted, ...outcomes.slice(place + 1)]);
                }}
              />
            </Field>
            <span className="flex">
              {acts.map((act) => (
                <Button
                  key={act}
                  type={isServed ? 'submit' : 'button'}
                  name="arrange"
                  value={`${act}.${place}`}
                  tone="quiet"
                  size="small"
                  aria-label={t(`${act}Spoken`, { number: place + 1 })}
                  aria-disabled={isIdle(act, place) || undefined}
                  onClick={(event) => {
                    event.preventDefault();
                    if (isIdle(act, place)) return;
                    if (act === 'remove') leaveRow(event);
                    onChange(arranged(outcomes, { act, place }));
                  }}
                >
                  {t(act)}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <noscript>
        <div className="grid gap-2">
          {Array.from({ length: spare }, (_, at) => (
            <Field
              key={at}
              name={`outcomes.${outcomes.length + at}`}
              label={t('row', { number: outcomes.length + at + 1 })}
              hideLabel
            >
              <TextInput maxLength={1_000} />
            </Field>
          ))}
        </div>
      </noscript>
      <Button
        size="small"
        data-adds
        className="justify-self-start"
        onClick={() => onChange([...outcomes, ''])}
      >
        {t('add')}
      </Button>
    </div>
  );
}
