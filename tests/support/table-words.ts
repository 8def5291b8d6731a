import { createFormatter, createTranslator } from 'next-intl';
import type { TableWords } from '@/lib/catalog/table-words';
import { offerConditions } from '@/lib/next/offer-said';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const messages = { credit, public: publicMessages };
const say = <Namespace extends string>(namespace: Namespace) =>
  createTranslator({ locale: 'en', messages, namespace: namespace as never }) as unknown as (
    key: string,
    values?: object,
  ) => string;

/** The words of tables in English, as the product has them. */
export const wordsOfCodes: TableWords = {
  kind: say('public.search.kind'),
  standing: say('credit.standing'),
  decision: say('public.register.decision'),
  unit: (unit) => say('credit.unit')(unit, { count: 2 }),
  conditions: (offer) =>
    offerConditions(
      {
        offer: createTranslator({ locale: 'en', messages, namespace: 'public.offer' }),
        leaf: createTranslator({ locale: 'en', messages, namespace: 'credit.sentence.condition' }),
        units: createTranslator({ locale: 'en', messages, namespace: 'credit.unit' }),
        format: createFormatter({ locale: 'en', timeZone: 'UTC' }),
      },
      offer,
    ).join(', '),
};
