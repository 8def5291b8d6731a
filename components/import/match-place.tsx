/** MatchPlace: which sheet and which line of a file is its header, and a form to choose another. Props: action (address of the page), sheets, place. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

interface MatchPlaceProps {
  action: string;
  sheets: readonly {
    name: string;
    rows: number;
    top: readonly { line: number; cells: readonly string[] }[];
  }[];
  place: { sheet: number; header: number };
}

export function MatchPlace({ action, sheets, place }: MatchPlaceProps) {
  const t = useTranslations('imports.match');
  const sheet = sheets[place.sheet];
  const line = sheet?.top[place.header]?.line ?? 1;
  return (
    <section aria-label={t('where')} className="grid gap-2">
      <p>{sheets.length > 1 ? t('placeIn', { line, sheet: sheet?.name ?? '' }) : t('place', { line })}</p>
      <Disclosure summary={t('otherPlace')}>
        <div className="grid gap-4">
          {sheets.length > 1 && (
            <form method="get" action={action} className="flex flex-wrap items-end gap-3">
              <Field name="sheet" label={t('sheet')} className="min-w-0 max-w-sm">
                <Select
                  defaultValue={String(place.sheet)}
                  options={sheets.map(({ name, rows }, at) => ({
                    value: String(at),
                    label: t('sheetRows', { name, rows }),
                  }))}
                />
              </Field>
              <Button type="submit">{t('show')}</Button>
            </form>
          )}
          <form method="get" action={action} className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="sheet" value={place.sheet} />
            <Field name="header" label={t('header')} className="min-w-0 max-w-xl">
              <Select
                defaultValue={String(place.header)}
                options={(sheet?.top ?? []).map(({ line, cells }, at) => ({
                  value: String(at),
                  label: t('line', {
                    line,
                    cells: cells
                      .filter((cell) => cell !== '')
                      .slice(0, 6)
                      .join(' · '),
                  }),
                }))}
              />
            </Field>
            <Button type="submit">{t('show')}</Button>
          </form>
        </div>
      </Disclosure>
    </section>
  );
}
