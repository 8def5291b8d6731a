import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Comparison } from '@/components/catalog/comparison';
import { OfferView } from '@/components/catalog/offer-view';
import { RecognisedRule } from '@/components/catalog/recognised-rule';
import { ResultRow } from '@/components/catalog/result-row';
import { EntryData } from '@/components/catalog/structured-data';
import { WithdrawnNotice } from '@/components/catalog/withdrawn-notice';
import { buildComparison } from '@/lib/catalog/comparison';
import type { CreditCaseRule } from '@/lib/catalog/credit-case-input';
import type { OfferedMicroCredential } from '@/lib/catalog/exact-holder';
import { exactEstimateHref } from '@/lib/catalog/exact-estimate';
import { offerOf } from '@/lib/catalog/offer';
import type { Offer, OfferFacts } from '@/lib/catalog/offered';
import { isGiven, type PublicStatus } from '@/lib/catalog/standing';
import type { PublicInstitution } from '@/lib/db/public-institutions';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const asOf = parseCivilDate('2026-11-25');
const names = {
  microCredentials: { a: { title: 'Data' } },
  courses: { 'IT 1': 'Data', 'IT 2': 'More data' },
  programs: {},
  homeUnit: 'US_SEM' as const,
};

const data: OfferedMicroCredential = {
  id: 'a',
  slug: 'a',
  provider: 'Google',
  components: [],
  componentsImplied: false,
  workloadHours: null,
  recommendedEcts: null,
  recommended: [],
};

function offered(
  over: object,
  status: PublicStatus = 'published',
  facts: Partial<OfferFacts> = {},
  own = data,
) {
  const definition = {
    premise: { mc: 'a' },
    outcomes: [{ lines: [{ kind: 'elective', target: 'free', credits: { amount: '3' } }] }],
    ...over,
  } as RuleDefinition;
  const rule = { id: 'r', ruleId: 'r', code: 'R-1', version: 1, status, definition } as CreditCaseRule & {
    status: PublicStatus;
  };
  const offer = offerOf(
    {
      day: asOf,
      homeUnit: 'US_SEM' as const,
      policy: { homeUnit: 'US_SEM' as const },
      courses: [
        { code: 'IT 1', credits: '3' },
        { code: 'IT 2', credits: '3' },
      ],
      relations: [],
      microCredentials: [data, own],
      programs: [],
      rules: [rule],
      ...facts,
    },
    rule,
    own,
  );
  return { definition, offer };
}

const rendered = (node: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ common, credit, public: publicMessages }}>
      {node}
    </NextIntlClientProvider>,
  );

/** What each place says of the same offer. */
function places(
  { definition, offer }: { definition: RuleDefinition; offer: Offer },
  told = { ects: false, listed: false },
) {
  const of = {
    code: 'R-1',
    version: 1,
    definition,
    offer,
    publicNote: '',
    statusReason: 'Of the reason',
    statusSince: '2026-11-01',
    reviewDueOn: null,
    waitsSince: null,
    names,
    asOf,
  };
  const institution = { slug: 'north', name: 'North', shortName: 'North' };
  const page = rendered(
    <OfferView
      {...of}
      readerUnit={null}
      converted={null}
      basis={null}
      claimFrom={null}
      publishedOn={null}
      exactHref={exactEstimateHref('north', offer, asOf)}
    />,
  );
  const row = rendered(
    <ResultRow
      isCompared={false}
      id="0"
      slug="a"
      kind="certificate"
      title="Data"
      language={null}
      provider="Google"
      platform={null}
      levelLabel={null}
      isWithdrawn={false}
      listedBy={null}
      confirmedBy={[]}
      workloadHours={null}
      eqfMin={null}
      eqfMax={null}
      standing={offer.standing}
      standsAt={['North']}
      best={isGiven(offer.standing) ? { institution, offer } : null}
      givenBy={[]}
      refusedBy={[]}
      claimedInTimeAt={offer.claimants === 'in-time' ? ['North'] : []}
      notCompared={0}
      recommendation={null}
      recommendations={0}
      adviceEndsOn={null}
      listedOn="2026-03-31"
      told={told}
    />,
  );
  const entry = {
    kind: 'certificate' as const,
    title: 'Data',
    provider: 'Google',
    language: null,
    levelLabel: null,
    iscedF: null,
    cip: null,
    url: null,
    skills: [],
    slug: 'data',
    version: null,
  };
  return {
    page,
    row,
    list: rendered(<RecognisedRule {...of} title="Of data" />),
    json: rendered(
      <EntryData entry={entry} decided={[{ institution, rules: [{ offer }] }]} origin="https://x.example" />,
    ),
  };
}

describe('until when', () => {
  test('an offer to complete by a day is told with that day everywhere, and never without an end', () => {
    const told = places(offered({ credentialWindow: { from: '2024-01-01', to: '2027-06-30' } }));
    for (const place of Object.values(told)) expect(place).toMatch(/complete by Jun 30, 2027/i);
    expect(told.page).not.toContain('No end date');
    for (const place of [told.page, told.row, told.json])
      expect(place).toContain('completed on or after Jan 1, 2024');
  });

  test('the last day of claim and of a start of term are told as well, the first one first', () => {
    const told = places(offered({ claimWindow: { to: '2028-01-01' }, termWindow: { to: '2027-09-01' } }));
    for (const place of Object.values(told))
      expect(place).toMatch(/for terms that start by Sep 1, 2027[^]*claim by Jan 1, 2028/i);
    expect(places(offered({})).page).toContain('No end date');
  });

  test('what has closed for who completes it now is still open to who completed it in time, and says so', () => {
    const { page, row, list } = places(
      offered({ credentialWindow: { to: '2023-09-30' }, claimWindow: { to: '2027-01-01' } }),
    );
    for (const place of [page, list]) {
      expect(place).toContain('Ended for what is completed after Sep 30, 2023');
      expect(place).toContain('Who was in time can still claim it');
      expect(place).toContain('Claim by Jan 1, 2027');
    }
    expect(page).toContain('Estimate with exactly this');
    expect(row).toContain('who was in time can still claim it at North');
    const over = places(
      offered({ credentialWindow: { to: '2023-09-30' }, claimWindow: { to: '2026-11-24' } }),
    );
    for (const place of Object.values(over)) expect(place).not.toMatch(/can still claim/);
    expect(over.page).toContain('Could be claimed until Nov 24, 2026');
  });

  test('what a course will carry is told with its day wherever the offer is, and nothing without an end', () => {
    const outcomes = [{ lines: [{ kind: 'course', target: 'IT 1', credits: { catalog: true } }] }];
    const courses = (from: string) => [
      { code: 'IT-1', credits: '4.5', next: { from: parseCivilDate(from), credits: '3' } },
    ];
    const told = places(offered({ outcomes }, 'published', { courses: courses('2027-02-01') }));
    for (const place of Object.values(told)) expect(place).toContain('3 semester hours from Feb 1, 2027 on');
    expect(told.page).not.toContain('No end date');
    const closed = offered({ outcomes, claimWindow: { to: '2027-01-31' } }, 'published', {
      courses: courses('2027-02-01'),
    });
    expect(closed.offer.later).toBeNull();
    expect(offered({}, 'published', { courses: courses('2027-02-01') }).offer.later).toBeNull();
  });

  test('a certificate that is no longer offered speaks of claims only where somebody may claim', () => {
    const said = (isClaimable: boolean) =>
      rendered(<WithdrawnNotice successor={null} isClaimable={isClaimable} />);
    expect(said(true)).toContain('Credit may still be claimed');
    expect(said(false)).toContain('No longer offered.');
    expect(said(false)).not.toContain('claimed');
  });
});

describe('an estimate with exactly this', () => {
  const premise = { mc: 'a', proctored: true };

  test('is not offered while the mapping is suspended', () => {
    expect(places(offered({ premise })).page).toContain('Estimate with exactly this');
    expect(places(offered({ premise }, 'suspended')).page).not.toContain('Estimate with exactly this');
  });

  test('is offered where the certificate says how much, which every place tells beside the most', () => {
    const stated = {
      outcomes: [
        {
          lines: [{ kind: 'elective', target: 'free', credits: { fromSource: true, max: { amount: '1' } } }],
        },
      ],
    };
    const told = places(offered(stated));
    for (const place of Object.values(told)) expect(place).toContain('as stated on the certificate');
    expect(told.page).toContain('Estimate with exactly this');
  });
});

describe('the headline of an offer', () => {
  const course = (target: string) => ({
    lines: [{ kind: 'course', target, credits: { catalog: true } }],
  });

  test('tells a choice between courses as a choice', () => {
    const { page } = places(offered({ outcomes: [course('IT 1'), course('IT 2')] }));
    expect(page).toMatch(/as IT 1 Data[^]*or [^]*IT 2/);
    expect(page.split('Rule R-1')[0]).toMatch(/block font-normal text-soft">or /);
    expect(places(offered({ outcomes: [course('IT 1')] })).page).not.toContain('font-normal text-soft">or ');
  });

  test('names the amount before the policy rounded it, where it did', () => {
    const outcomes = [{ lines: [{ kind: 'elective', target: 'free', credits: { amount: '2.667' } }] }];
    for (const stage of ['line', 'total'] as const) {
      const policy = {
        homeUnit: 'US_SEM' as const,
        rounding: { stage, mode: 'DOWN' as const, increment: '0.01' },
      };
      const { page, row, list } = places(offered({ outcomes }, 'published', { policy }));
      for (const place of [page, row, list]) {
        expect(place).toContain('2.66<');
        expect(place).toContain('2.667 before rounding');
      }
      expect(places(offered({}, 'published', { policy })).page).not.toContain('before rounding');
    }
    expect(places(offered({ outcomes })).page).not.toContain('before rounding');
  });

  test('says of a rule about a component that it is about that part, a no as well', () => {
    const whole = { ...data, id: 'whole', slug: 'whole', components: ['a'], componentsImplied: true };
    const part = places(offered({ deny: true, outcomes: [] }, 'published', {}, whole)).page;
    expect(part).toContain('For the part');
    expect(part.indexOf('For the part')).toBeLessThan(part.indexOf('No credit'));
    expect(places(offered({ deny: true, outcomes: [] })).page).not.toContain('For the part');
  });
});

describe('what a list is sorted by', () => {
  test('stands in its rows: the common unit beside the amount, and the day', () => {
    const one = offered({});
    const plain = places(one).row;
    expect(plain).not.toContain('ECTS');
    expect(plain).not.toContain('here since');
    const { row } = places(one, { ects: true, listed: true });
    expect(row).toMatch(/3<[^]*semester hours[^]*6<[^]*ECTS/);
    expect(row).toContain('here since Mar 31, 2026');
  });
});

describe('entries side by side', () => {
  const entry = {
    id: 'a',
    slug: 'a',
    kind: 'certificate' as const,
    title: 'Data',
    provider: 'Google',
    platform: null,
    language: null,
    levelLabel: null,
    isWithdrawn: false,
    listedBy: null,
    confirmedBy: [],
    workloadHours: null,
    effort: '3–6 months',
    eqfMin: null,
    eqfMax: null,
    country: null,
    url: null,
    recommendation: null,
    recommendations: 0,
    adviceEndsOn: null,
    listedOn: asOf,
  };
  const institution = { id: 'n', slug: 'north', name: 'North', shortName: 'North' };
  const given = (more: Partial<Offer>) => ({
    tenantId: 'n',
    programs: null,
    offer: { ...offered({}).offer, ...more },
  });
  const compared = (more: Partial<Offer>) =>
    rendered(
      <Comparison
        entries={[entry]}
        rows={[
          ...buildComparison(
            [{ answers: [given(more)], standingWith: () => given(more).offer.standing }],
            ['n'],
          ),
        ].map(([, answers]) => ({ institution: institution as PublicInstitution, answers }))}
        silent={{ institutions: [], standings: [] }}
        hrefWithout={() => '/catalog/compare'}
      />,
    );

  test('say the work in the words of the provider, where it says no hours', () => {
    expect(compared({})).toContain('3–6 months');
  });

  test('say that it is credit of a later day where it begins later, and name an exam as its page does', () => {
    const ways = [{ microCredentials: ['x'], assessments: [{ id: 'CHAL-IT-101', minScore: '70' }] }];
    const told = compared({ standing: 'coming', opensOn: parseCivilDate('2027-01-01'), ways });
    expect(told).toContain('Gives credit from');
    expect(told).toContain('CHAL-IT-101, passed with at least 70');
  });

  test('say that who was in time can still claim what stands no more, and only then', () => {
    expect(compared({ standing: 'ended', withheld: 'no-credit', claimants: 'in-time' })).toContain(
      'Who was in time can still claim it',
    );
    for (const more of [
      {},
      { standing: 'ended' as const, withheld: 'no-credit' as const, claimants: 'nobody' as const },
    ])
      expect(compared(more)).not.toContain('Who was in time');
  });
});
