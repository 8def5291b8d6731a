/** HolidayProposals: proposal (or null where none was asked for), country (its name), year (the one that is offered). Public holidays to look through before the list of days without work is saved. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Day } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { HolidayProposal } from '@/lib/usecases/institution/propose-holidays';

/** Where the calendars come from, and on which terms. */
const source = 'https://github.com/commenthol/date-holidays';

export function HolidayProposals({
  proposal,
  country,
  year,
}: {
  proposal: HolidayProposal | null;
  country: string;
  year: number;
}) {
  const t = useTranslations('administration.holidays');
  return (
    <section aria-labelledby="proposals" className="mb-8 grid max-w-xl gap-4">
      <h3 id="proposals" className="font-semibold">
        {t('title', { country })}
      </h3>
      <form method="get" action="/administration" className="flex flex-wrap items-end gap-3">
        <Field name="holidays" label={t('year')}>
          <TextInput
            type="number"
            width="tiny"
            min={2000}
            max={2100}
            defaultValue={String(proposal?.year ?? year)}
          />
        </Field>
        <Button type="submit">{t('propose')}</Button>
      </form>
      {proposal !== null && proposal.holidays.length === 0 && (
        <p className="text-soft">{t(proposal.isKnown ? 'nothingNew' : 'unknown', { country })}</p>
      )}
      {proposal !== null && proposal.holidays.length > 0 && (
        <>
          <p>{t('unsaved', { count: proposal.holidays.length })}</p>
          <ul className="stack border-y border-line text-sm">
            {proposal.holidays.map(({ day, name }) => (
              <li key={day} className="flex flex-wrap gap-x-4 py-1">
                <span className="w-28">
                  <Day date={day} />
                </span>
                <span className="wrap-anywhere">{name}</span>
              </li>
            ))}
          </ul>
          <p className="text-sm text-soft">
            {t.rich('source', { link: (name) => <TextLink href={source}>{name}</TextLink> })}
          </p>
        </>
      )}
    </section>
  );
}
