import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { InstitutionAnswers } from '@/components/catalog/institution-answers';
import { RecognisedRules } from '@/components/catalog/recognised-rules';
import type { StandingName } from '@/components/credit/standing';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import common from '@/messages/en/common.json';
import credit from '@/messages/en/credit.json';
import publicWords from '@/messages/en/public.json';

type Facts = { asOf: string; standing?: StandingName; reviewDueOn?: string | null };

const names = {
  microCredentials: { m: { title: 'Python' } },
  courses: {},
  programs: {},
  homeUnit: 'ECTS' as const,
};
const ruleOf = ({ standing = 'published', reviewDueOn = '2026-11-24' }: Facts) => ({
  id: 'r',
  code: 'R-1',
  title: 'Python as a course',
  version: 1,
  definition: { premise: { mc: 'm' }, outcomes: [] },
  names,
  offer: {
    standing,
    opensOn: null,
    closesOn: null,
    windows:
      standing === 'ended' ? [{ of: 'claim' as const, from: null, to: parseCivilDate('2026-11-24') }] : [],
    claimants: 'nobody' as const,
    withheld: 'no-credit' as const,
    otherRules: [],
    unit: 'ECTS' as const,
    amount: null,
    beforeRounding: null,
    later: null,
    isAsStated: false,
    isMaximum: false,
    total: null,
    ects: null,
    lines: [],
    choices: [],
    part: null,
    ways: [],
    leaf: null,
    programs: null,
    programTitles: null,
    asks: null,
  },
  converted: null,
  basis: null,
  publicNote: '',
  statusReason: '',
  statusSince: '2026-01-01',
  claimFrom: null,
  reviewDueOn,
  publishedOn: null,
  waitsSince: null,
});

function rendered(node: React.ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ common, credit, public: publicWords }}>
      {node}
    </NextIntlClientProvider>,
  );
}

const places: [string, (facts: Facts) => string][] = [
  [
    'a certificate’s page',
    (facts) => {
      const standing = facts.standing ?? 'published';
      const decided = [
        {
          institution: { slug: 'north', name: 'North', shortName: 'North' },
          standing,
          rules: [ruleOf(facts)],
        },
      ];
      return rendered(
        <InstitutionAnswers
          decided={decided}
          open={[]}
          readerUnit={null}
          asOf={facts.asOf}
          estimateHref={() => '/estimate'}
          askHref="/ask"
          exactHref={() => null}
        />,
      );
    },
  ],
  [
    'an institution’s page',
    (facts) =>
      rendered(
        <RecognisedRules
          path="/"
          words=""
          rules={[ruleOf(facts)]}
          names={names}
          asOf={facts.asOf}
          total={1}
          page={1}
          pages={1}
        />,
      ),
  ],
];

describe.each(places)('the next review of a rule on %s', (_place, shown) => {
  test.each(['2026-01-01', '2026-11-24'])('is due by its day, and on that day as well (%s)', (asOf) => {
    expect(shown({ asOf })).toContain('Due for review by 24 Nov 2026');
    expect(shown({ asOf })).not.toContain('overdue');
  });

  test.each<StandingName>(['published', 'suspended'])('is overdue from the day after (%s)', (standing) => {
    expect(shown({ asOf: '2026-11-25', standing })).toContain('Review overdue since 24 Nov 2026');
    expect(shown({ asOf: '2026-11-25', standing })).not.toContain('Due for review');
  });

  test('is nobody’s business once the rule has ended', () => {
    expect(shown({ asOf: '2026-11-25', standing: 'ended' })).toContain('Could be claimed until 24 Nov 2026');
    expect(shown({ asOf: '2026-11-25', standing: 'ended' })).not.toMatch(/review/i);
  });

  test('is not spoken of where no day is set', () => {
    expect(shown({ asOf: '2026-11-25', reviewDueOn: null })).not.toMatch(/review/i);
  });
});
