/** FilterPanel: query, counts (by facet), institutions, programs. All choices in one GET form; rendered at the side, or in a sheet on phones. */
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import { type Facet, facets } from '@/lib/catalog/facets';
import { countChoices, everything, searchHref, type SearchQuery, wantedIn } from '@/lib/catalog/search-query';
import { CarriedQuery } from './carried-query';
import { useFacetWords } from './facet-words';

export type FacetValue = { value: string; count: number };
export type FilterPanelProps = {
  query: SearchQuery;
  counts: Readonly<Record<Facet, readonly FacetValue[]>>;
  institutions: readonly { slug: string; name: string }[];
  programs: readonly { code: string; title: string }[];
};

/** Values in sight before the rest is a step away. */
const inSight = 6;

function FacetGroup({
  facet,
  values,
  chosen,
}: {
  facet: Facet;
  values: readonly FacetValue[];
  chosen: readonly string[];
}) {
  const t = useTranslations('public.search');
  const format = useFormatter();
  const words = useFacetWords();
  // A choice stays in sight even when nothing is left of it, or it could not be taken back.
  const lost = chosen
    .filter((value) => !values.some((one) => one.value === value))
    .map((value) => ({ value, count: 0 }));
  const sorted = [...lost, ...values].sort(
    (a, b) => Number(chosen.includes(b.value)) - Number(chosen.includes(a.value)),
  );
  if (sorted.length === 0) return null;
  const first = sorted.slice(0, Math.max(inSight, chosen.length));
  const rest = sorted.slice(first.length);
  const boxes = (list: readonly FacetValue[]) =>
    list.map(({ value, count }) => (
      <Checkbox
        key={value}
        name={facet}
        value={value}
        defaultChecked={chosen.includes(value)}
        label={
          <span className="flex justify-between gap-3">
            <span className="min-w-0">{words(facet, value)}</span>
            <span className="tabular text-sm text-faint">{format.number(count)}</span>
          </span>
        }
      />
    ));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t(`facet.${facet}`)}</legend>
      {boxes(first)}
      {rest.length > 0 && (
        <Disclosure summary={t('more', { count: rest.length })} className="text-sm">
          <div className="grid gap-1.5 text-base">{boxes(rest)}</div>
        </Disclosure>
      )}
    </fieldset>
  );
}

export function FilterPanel({ query, counts, institutions, programs }: FilterPanelProps) {
  const t = useTranslations('public.search');
  return (
    <form action="/catalog" method="get" aria-label={t('filters')} className="grid gap-7">
      <CarriedQuery
        query={query}
        without={[...facets, 'minHours', 'maxHours', 'institution', 'program', 'page']}
      />
      <div className="grid gap-4">
        <Field name="institution" label={t('institution')} hint={t('institutionHint')}>
          <Select
            defaultValue={query.institution ?? ''}
            placeholder={t('anyInstitution')}
            options={institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        </Field>
        {programs.length > 0 ? (
          <Field name="program" label={t('program')}>
            <Select
              defaultValue={query.program ?? ''}
              placeholder={t('anyProgram')}
              options={programs.map(({ code, title }) => ({ value: code, label: title }))}
            />
          </Field>
        ) : (
          <p className="text-sm text-soft">{t('programHint')}</p>
        )}
      </div>
      {facets.map((facet) => (
        <FacetGroup key={facet} facet={facet} values={counts[facet]} chosen={wantedIn(query, facet)} />
      ))}
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium">{t('hours')}</legend>
        <div className="grid grid-cols-2 gap-3">
          <Field name="minHours" label={t('minHours')}>
            <TextInput
              type="number"
              min={0}
              max={100000}
              inputMode="numeric"
              defaultValue={query.minHours === null ? '' : String(query.minHours)}
            />
          </Field>
          <Field name="maxHours" label={t('maxHours')}>
            <TextInput
              type="number"
              min={0}
              max={100000}
              inputMode="numeric"
              defaultValue={query.maxHours === null ? '' : String(query.maxHours)}
            />
          </Field>
        </div>
      </fieldset>
      <div className="flex flex-wrap items-center gap-4 border-t border-line py-3">
        <Button type="submit">{t('apply')}</Button>
        {countChoices(query) > 0 && (
          <TextLink href={searchHref('/catalog', { ...everything, words: query.words, sort: query.sort })}>
            {t('clear')}
          </TextLink>
        )}
      </div>
    </form>
  );
}
