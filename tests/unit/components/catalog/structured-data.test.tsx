import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EntryData } from '@/components/catalog/structured-data';
import { offerOf } from '@/lib/catalog/offer';
import type { Offer } from '@/lib/catalog/offered';
import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const entry = {
  kind: 'certificate' as const,
  title: 'Data',
  provider: 'Google',
  language: 'en',
  levelLabel: null,
  iscedF: null,
  cip: null,
  url: null,
  skills: [],
  slug: 'a',
  version: null,
};
const known = ['a', 'b'].map((id) => ({
  id,
  slug: id,
  provider: 'Google',
  components: [],
  componentsImplied: false,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [],
}));

/** What an institution offers by this rule, with others of its own. */
function offered(definition: object, others: object[] = []): Offer {
  const rules = [definition, ...others].map((one, index) => ({
    id: `r${index}`,
    ruleId: `r${index}`,
    code: `R-${index}`,
    version: 1,
    status: 'published',
    definition: {
      premise: { mc: 'a' },
      outcomes: [{ lines: [{ kind: 'elective', target: 'free', credits: { amount: '3' } }] }],
      ...one,
    },
  })) as unknown as (CreditCaseRule & { status: 'published' })[];
  const facts = {
    day: parseCivilDate('2026-11-25'),
    homeUnit: 'US_SEM' as const,
    policy: { homeUnit: 'US_SEM' as const },
    courses: [],
    relations: [],
    microCredentials: known,
    programs: [],
    rules,
  };
  return offerOf(facts, rules[0] as CreditCaseRule & { status: 'published' }, known[0]);
}

function told(offers: Offer[]): { numberOfCredits?: object[] } {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, credit, public: publicMessages }}>
      <EntryData
        entry={entry}
        decided={[
          { institution: { slug: 'north', name: 'North' }, rules: offers.map((offer) => ({ offer })) },
        ]}
        origin="https://x.example"
      />
    </NextIntlClientProvider>,
  );
  const [course = {}] = JSON.parse(markup.replace(/<[^>]*>/g, '')) as { numberOfCredits?: object[] }[];
  return course;
}

test('tells each offer that can be had with its conditions, as the page does', () => {
  expect(told([offered({}), offered({ premise: { all: [{ mc: 'a' }, { mc: 'b' }] } })])).toMatchObject({
    numberOfCredits: [
      { name: 'North', value: 3, unitText: 'semester hours' },
      { name: 'North', value: 3, description: 'with one more certificate' },
    ],
  });
});

test('tells nothing of what ended, opens later, is refused or barred', () => {
  const none = [
    offered({ claimWindow: { to: '2026-01-01' } }),
    offered({ claimWindow: { from: '2027-01-01' } }),
    offered({ deny: true, outcomes: [] }),
    offered({}, [{ deny: true, outcomes: [], priority: 10 }]),
    offered({ programs: ['GONE'] }),
  ];
  expect(JSON.stringify(told(none))).not.toMatch(/numberOfCredits|recognizedBy/);
});
