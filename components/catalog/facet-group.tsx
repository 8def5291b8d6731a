/** FacetGroup: facet, values (with counts), isLater (they are counted when they are asked for), chosen, named (what is looked for among them), isShown, names. The choices of one facet, as a part of a form. */
import { useFormatter, useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icon';
import { Disclosure } from '@/components/ui/disclosure';
import { type Facet, facetDefinitions } from '@/lib/catalog/facets';
import { namedParameter } from '@/lib/catalog/search-query';
import { FindIn } from './find-in';
import { type NamesAtHand, useFacetWords } from './facet-words';

export type FacetValue = { value: string; count: number };

/** Values in sight before the rest is a step away, and values that are told at all: others are found by their names. */
const inSight = 6;
const atHand = { short: 30, long: 14 };
/** A box and its words without a part of their own in the browser: there are hundreds of them. */
function Choice({
  facet,
  value,
  isChosen,
  words,
  count,
}: FacetValue & {
  facet: Facet;
  isChosen: boolean;
  words: string;
}) {
  const format = useFormatter();
  return (
    <label className="choice">
      <input type="checkbox" name={facet} value={value} defaultChecked={isChosen} />
      <span>{words}</span>
      <span>{format.number(count)}</span>
    </label>
  );
}

export function FacetGroup({
  facet,
  values,
  chosen,
  named,
  isShown,
  isLater,
  names,
}: {
  facet: Facet;
  values: readonly FacetValue[];
  chosen: readonly string[];
  named: string;
  /** Whether somebody asked for its choices, where they are folded. */
  isShown: boolean;
  isLater: boolean;
  names: NamesAtHand;
}) {
  const t = useTranslations('public.search');
  const words = useFacetWords(names);
  // A choice stays in sight even when nothing is left of it, or it could not be taken back.
  const lost = chosen
    .filter((value) => !values.some((one) => one.value === value))
    .map((value) => ({ value, count: 0 }));
  const sorted = [...lost, ...values].sort(
    (a, b) => Number(chosen.includes(b.value)) - Number(chosen.includes(a.value)),
  );
  if (sorted.length === 0 && named === '' && !isLater) return null;
  const isLong = facetDefinitions[facet].isLong && (sorted.length > inSight || named !== '');
  const most = isLong ? atHand.long : atHand.short;
  const first = sorted.slice(0, Math.max(inSight, chosen.length));
  const rest = sorted.slice(first.length, Math.max(most, first.length));
  const name = t(`facet.${facet}`);
  // Who looked for a value comes back to it.
  const at = `filter-${facet}`;
  const choices = (list: readonly FacetValue[]) =>
    list.map((one) => (
      <Choice
        key={one.value}
        facet={facet}
        isChosen={chosen.includes(one.value)}
        words={words(facet, one.value)}
        {...one}
      />
    ));
  const body = (
    <div className="grid gap-1.5">
      {isLong && (
        <FindIn
          name={namedParameter(facet)}
          defaultValue={named}
          label={t('findIn', { facet: name })}
          find={t('find')}
          findLabel={t('findOf', { facet: name })}
          at={at}
          placeholder={
            sorted.length > most || named !== ''
              ? t('findAmongMany')
              : t('findAmong', { count: sorted.length })
          }
          maxLength={80}
        />
      )}
      {named !== '' && (
        <p className="text-sm text-soft">
          {values.length === 0
            ? t('noneNamed')
            : values.length > most
              ? t('namedMany', { facet: name, named, count: most })
              : t('named', { facet: name, named, count: values.length })}
        </p>
      )}
      {choices(first)}
      {rest.length > 0 && (
        <Disclosure summary={t('more', { count: rest.length })} open={named !== ''} className="text-sm">
          <div className="grid gap-1.5 text-base">
            {choices(rest)}
            {sorted.length > most && (
              <p className="text-sm text-soft">{t('mostFrequent', { count: most })}</p>
            )}
          </div>
        </Disclosure>
      )}
    </div>
  );
  if (isShown || facetDefinitions[facet].isInSight || chosen.length > 0 || named !== '')
    return (
      <fieldset id={at} className="scroll-mt-4 border-t border-line pt-3">
        <legend className="float-left mb-1.5 w-full font-medium">{name}</legend>
        <div className="clear-both">
          {facet === 'credit' && <p className="mb-1.5 text-sm text-soft">{t('facetHint.credit')}</p>}
          {body}
        </div>
      </fieldset>
    );
  // A dozen filters that few open would be most of the page: their choices come when they are asked for.
  return (
    <div id={at} className="scroll-mt-4 border-t border-line pt-2">
      <button
        type="submit"
        name="show"
        value={facet}
        formAction={`/catalog#${at}`}
        className="inline-flex min-h-8 items-center gap-2 rounded text-left text-accent hover:text-accent-strong"
      >
        <Icon name="right" className="size-3 shrink-0" />
        <span className="font-medium underline decoration-1 underline-offset-4">{name}</span>
      </button>
    </div>
  );
}
