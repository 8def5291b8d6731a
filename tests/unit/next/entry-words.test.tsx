import { createFormatter, createTranslator, NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, expect, test, vi } from 'vitest';
import { useOfferConditions } from '@/components/catalog/offer-words';
import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import { offerOf } from '@/lib/catalog/offer';
import type { Offer } from '@/lib/catalog/offered';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { entryWords } from '@/lib/next/entry-words';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import type { EntryView } from '@/lib/usecases/catalog/view-micro-credential';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

// Other files of this worker may have loaded the module with the framework's own, and must not get this one.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
const messages = { credit, public: publicMessages };
// The framework finds out who reads; here it is a reader of English, and the words are the product's.
vi.mock('next-intl/server', () => ({
  getTranslations: (namespace: 'public.offer') =>
    Promise.resolve(createTranslator({ locale: 'en', messages, namespace })),
  getFormatter: () => Promise.resolve(createFormatter({ locale: 'en', timeZone: 'UTC' })),
}));

const day = parseCivilDate('2026-11-25');
const known = (id: string) => ({
  id,
  slug: id,
  provider: 'Google',
  components: [],
  componentsImplied: false,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [],
});

function offered(over: object): Offer {
  const definition = {
    premise: { mc: 'a' },
    outcomes: [{ lines: [{ kind: 'elective', target: 'free', credits: { amount: '3' } }] }],
    ...over,
  } as RuleDefinition;
  const rule = { id: 'r', ruleId: 'r', code: 'R-1', version: 1, status: 'published', definition } as const;
  return offerOf(
    {
      day,
      homeUnit: 'US_SEM',
      policy: { homeUnit: 'US_SEM' },
      courses: [],
      relations: [],
      microCredentials: [known('a'), known('b')],
      programs: [{ code: 'P', title: 'Data Science', totalCredits: '180', limits: [] }],
      rules: [rule as CreditCaseRule & { status: 'published' }],
    },
    rule as CreditCaseRule & { status: 'published' },
    known('a'),
  );
}

/** What a row of the catalog says under which conditions. */
function headline(offer: Offer): string[] {
  let said: string[] = [];
  const Row = () => {
    said = useOfferConditions()(offer);
    return null;
  };
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <Row />
    </NextIntlClientProvider>,
  );
  return said;
}

test.each([
  ['further certificates', { premise: { all: [{ mc: 'a' }, { mc: 'b' }] } }, /one more certificate/],
  [
    'an exam',
    { premise: { all: [{ mc: 'a' }, { assessment: 'Challenge exam', minScore: '60' }] } },
    /Challenge exam/,
  ],
  ['programs', { programs: ['P'] }, /Data Science/],
  ['a score', { premise: { mc: 'a', minScore: '80' } }, /80/],
  ['a window that closes', { claimWindow: { to: '2027-01-31' } }, /Jan 31, 2027/],
  ['an earlier window', { credentialWindow: { to: '2023-12-31' } }, /Dec 31, 2023/],
])('a link and its picture say what decides, as the headline does: %s', async (_, over, says) => {
  const offer = offered(over);
  const institution = { id: 'n', slug: 'north', name: 'North' };
  const view = {
    entry: { title: 'Data', provider: 'Google', inNames: [], recommendations: [] },
    asOf: day,
    best: { institution, offer },
    decided: [{ institution, standing: offer.standing }],
    open: [],
    standing: offer.standing,
  } as unknown as EntryView;
  const { amount, conditions, description } = await entryWords(view);
  const expected = headline(offer);
  expect(expected.join(', ')).toMatch(says);
  expect(amount).toBe('3 semester hours');
  expect(conditions).toBe(expected.join(', '));
  expect(description).toContain(expected.join(', '));
});

test('where nothing more is asked, nothing more is said', async () => {
  const offer = offered({});
  const institution = { id: 'n', slug: 'north', name: 'North' };
  const view = {
    entry: { title: 'Data', provider: 'Google', inNames: [], recommendations: [] },
    asOf: day,
    best: { institution, offer },
    decided: [],
    open: [],
    standing: 'published',
  } as unknown as EntryView;
  expect(await entryWords(view)).toEqual({
    amount: '3 semester hours',
    conditions: null,
    by: 'at North',
    description: 'North gives 3 semester hours for Data by Google.',
  });
});

test('advice that has not begun is told with its first day, by link and picture, and as no amount of today', async () => {
  const advice = (validFrom: string | null, recommender: string) => ({
    recommender,
    amount: '3',
    unit: 'US_SEM',
    isMaximum: false,
    validFrom,
    validTo: null,
  });
  const said = (standing: string, ...recommendations: object[]) =>
    entryWords({
      entry: { title: 'Data', provider: 'Google', inNames: [], recommendations },
      asOf: day,
      best: null,
      decided: [],
      open: [],
      standing,
    } as unknown as EntryView);
  expect(await said('recommendedLater', advice('2027-01-01', 'ACE'))).toEqual({
    amount: null,
    conditions: null,
    by: 'recommended by ACE from Jan 1, 2027 on, not decided by a university yet',
    description:
      'ACE recommends 3 semester hours for Data by Google, if completed from Jan 1, 2027 on. No university has decided on it here yet.',
  });
  expect(await said('recommended', advice('2027-01-01', 'ACE'), advice(null, 'NCCRS'))).toMatchObject({
    amount: '3 semester hours',
    by: 'recommended by NCCRS, not decided by a university yet',
  });
  expect(
    await said('recommendedLater', { ...advice('2027-01-01', 'ACE'), amount: null, unit: null }),
  ).toMatchObject({ by: 'Not decided by a university yet; a recommendation begins on Jan 1, 2027' });
});

test('of an entry that was refused by whom it names, link and picture say what the page says, and no credit', async () => {
  const offer = offered({});
  const inNames = [
    { institution: 'West', state: 'accepted', on: null },
    { institution: 'North', state: 'refused', on: parseCivilDate('2026-11-03') },
  ];
  const view = {
    entry: { title: 'Data', provider: 'North', inNames, recommendations: [] },
    asOf: day,
    best: { institution: { id: 's', slug: 'south', name: 'South' }, offer },
    decided: [],
    open: [],
    standing: 'published',
  } as unknown as EntryView;
  expect(await entryWords(view)).toEqual({
    amount: null,
    conditions: null,
    by: 'North said on Nov 3, 2026 that this is not its award',
    description: 'North said on Nov 3, 2026 that Data is not its award. It is in the catalog no more.',
  });
});
