import { getFormatter, getTranslations } from 'next-intl/server';
import { exactNumber } from '@/lib/amount/exact-number';
import { adviceBeginsOn, adviceEndedOn, adviceInOrder, standingOfAdvice } from '@/lib/catalog/advice';
import type { Unit } from '@/lib/amount/unit';
import { refusalOf } from '@/lib/micro-credential/in-name';
import { isSilent } from '@/lib/catalog/standing';
import { offerConditions } from './offer-said';
import type { EntryView } from '@/lib/usecases/catalog/view-micro-credential';

/** What a certificate earns, for who reads it elsewhere: in a list of results, beside a link. */
export interface EntryWords {
  /** "3 ECTS", of the best offer or, where nobody decided, of what is advised; null where there is no such amount. */
  amount: string | null;
  /** What decides whether somebody gets it, as the headline of the offer says; null where nothing more is asked. */
  conditions: string | null;
  /** Where that counts, how it stands there where it gives nothing today, or who advises it. */
  by: string;
  description: string;
}

/** Says it as the catalog stands. */
export async function entryWords({
  entry,
  asOf,
  best,
  standing,
  decided,
  open,
}: EntryView): Promise<EntryWords> {
  const [t, credit, format, words, leaf, units] = await Promise.all([
    getTranslations('public.entry.elsewhere'),
    getTranslations('credit'),
    getFormatter(),
    getTranslations('public.offer'),
    getTranslations('credit.sentence.condition'),
    getTranslations('credit.unit'),
  ]);
  const { title, provider } = entry;
  const amountOf = (value: string, unit: Unit, isMaximum: boolean) => {
    const count = value.includes('/') ? 2.5 : Number(value);
    const number = exactNumber(value, (one, options) => format.number(one, options));
    return `${isMaximum ? `${credit('upTo')} ` : ''}${number} ${credit(`unit.${unit}`, { count })}`;
  };
  const date = (one: string) => format.dateTime(new Date(one), { dateStyle: 'medium', timeZone: 'UTC' });
  // What its page says first is said before what it earns: whoever it names has said that it is not its award.
  const refusal = refusalOf(entry.inNames);
  if (refusal !== null) {
    const words = { institution: refusal.institution, date: refusal.on === null ? '' : date(refusal.on) };
    return {
      amount: null,
      conditions: null,
      by: t('refusedName', words),
      description: t('refusedNameOf', { ...words, title }),
    };
  }
  if (best !== null) {
    const { institution, offer } = best;
    const others = decided.filter(
      ({ institution: { id }, standing }) => standing === 'published' && id !== institution.id,
    ).length;
    // As the headline of a result: with what other rules give beside it.
    const value = offer.total === null || offer.total === '0' ? null : offer.total;
    const told = [
      ...(offer.isAsStated ? [words('statedUpTo')] : []),
      ...offerConditions({ offer: words, leaf, units, format }, offer),
    ];
    const conditions = told.length === 0 ? null : format.list(told, { type: 'unit' });
    const amount = value === null ? null : amountOf(value, offer.unit, offer.isMaximum);
    return {
      amount,
      conditions,
      by: t('at', { institution: institution.name }),
      description: t('earns', {
        institution: institution.name,
        amount: amount ?? t('credit'),
        title,
        provider,
        count: others,
        conditions: conditions ?? '',
        isConditional: conditions === null ? 'no' : 'yes',
      }),
    };
  }
  // Who has come to something is named with it: neither advice nor silence is told in its place.
  const first = [...decided, ...open].find((one) => one.standing === standing);
  if (first !== undefined && !isSilent(standing)) {
    const words = { standing: credit(`standing.${standing}`), institution: first.institution.name };
    return {
      amount: null,
      conditions: null,
      by: t('stands', words),
      description: t('standsFor', { ...words, title, provider }),
    };
  }
  const next = adviceInOrder(entry.recommendations, asOf).find(
    (one) => one.amount !== null && one.unit !== null && standingOfAdvice(one, asOf) !== 'lapsed',
  );
  // What begins later is not told as the amount of what stands.
  const isLater = next !== undefined && standingOfAdvice(next, asOf) === 'coming';
  const advised = isLater && standing === 'recommended' ? undefined : next;
  if (advised?.amount == null || advised.unit === null) {
    const endedOn = adviceEndedOn(entry.recommendations, asOf);
    const beginsOn = adviceBeginsOn(entry.recommendations, asOf);
    return {
      amount: null,
      conditions: null,
      by:
        beginsOn !== null
          ? t('undecidedUntil', { date: date(beginsOn) })
          : endedOn === null
            ? t('undecided')
            : t('undecidedSince', { date: date(endedOn) }),
      description: t('asks', { title, provider }),
    };
  }
  const amount = amountOf(advised.amount, advised.unit, advised.isMaximum);
  const { recommender, validFrom } = advised;
  if (isLater && validFrom !== null) {
    const words = { recommender, date: date(validFrom) };
    return {
      amount: null,
      conditions: null,
      by: t('advisedLaterBy', words),
      description: t('advisesLater', { ...words, amount, title, provider }),
    };
  }
  return {
    amount,
    conditions: null,
    by: t('advisedBy', { recommender }),
    description: t('advises', { recommender, amount, title, provider }),
  };
}
