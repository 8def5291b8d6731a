import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { EffectBrief, EffectFolded } from '@/components/rule/effect-brief';
import { EffectTable } from '@/components/rule/effect-table';
import { type Earned, differences } from '@/lib/catalog/compare-books';
import type { Effect, EffectRow } from '@/lib/catalog/effect';
import type { CivilDate } from '@/lib/kernel/civil-date';
import credit from '@/messages/en/credit.json';
import publicWords from '@/messages/en/public.json';
import registrar from '@/messages/en/registrar.json';
import ui from '@/messages/en/ui.json';

const row = (before: Earned, after: Earned, more: Partial<EffectRow> = {}): EffectRow => ({
  difference: 'less',
  from: 'offer',
  certificates: [{ title: 'Statistics', language: 'en', score: '79.5' }],
  assessments: [],
  program: null,
  before,
  after,
  href: '/estimate?mc1=statistics',
  ...more,
});
const given = (awarded: string, counted = awarded): Earned => ({
  kind: 'given',
  awarded,
  counted,
  lines: [{ rule: 'r', kind: 'course', target: 'INF-1', awarded, counted }],
});
const effect = (rows: EffectRow[], more: Partial<Effect> = {}): Effect => ({
  homeUnit: 'ECTS',
  day: '2026-11-30' as CivilDate,
  counts: { more: 0, less: 2, nothing: 1, otherwise: 0, same: 3, unsaid: 0 },
  tried: { offer: 5, pair: 1 },
  leftOut: 0,
  courses: { 'INF-1': 'Data' },
  rows,
  mark: '0123456789abcdef',
  ...more,
});
const shown = (element: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en-GB"
      timeZone="UTC"
      messages={{ credit, registrar, ui, public: publicWords }}
    >
      {element}
    </NextIntlClientProvider>,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

test('what would be lost is said first, with who loses it and on whom it was tried', () => {
  const text = shown(<EffectBrief effect={effect([row(given('5'), given('3', '2'))])} href="/all" />);
  expect(text).toMatch(/1 would get nothing any more.*2 would get less.*3 would get the same/);
  expect(text).toContain('Statistics , score 79.5');
  expect(text).toMatch(/5 ECTS.*INF-1 Data.*3 ECTS.*2 ECTS of it would count/);
  expect(text).toContain('Tried on 5 holders made up from single mappings and 1 made up from two');
  expect(text).toContain('See whom it was tried on');
  expect(text).not.toContain('not tried');
});

test('nobody, too many, and what was left out are said as that', () => {
  const none = Object.fromEntries(differences.map((one) => [one, 0])) as Effect['counts'];
  expect(shown(<EffectBrief effect={effect([], { counts: none })} />)).toContain('Nobody can be made up');
  expect(shown(<EffectBrief effect={null} />)).toContain('Too many mappings');
  expect(shown(<EffectBrief effect={effect([], { leftOut: 7 })} />)).toContain('7 more were not tried');
});

test('not decided yet, a decided no, nothing and what nobody can say are four things', () => {
  const text = shown(
    <EffectTable
      effect={effect([])}
      caption="Who"
      rows={[
        row({ kind: 'undecided' }, { kind: 'denied' }),
        row(
          { kind: 'none' },
          { kind: 'unsaid', why: 'no-policy' },
          { href: '/estimate?mc1=b', program: 'BSC', assessments: [{ id: 'Exam', score: '70' }] },
        ),
      ]}
    />,
  );
  expect(text).toMatch(
    /not decided yet.*no credit, as decided.*nothing.*nobody can say: no policy is in force/,
  );
  expect(text).toMatch(/Exam, score 70.*in BSC/);
});

test('a short list is not folded away once more', () => {
  const rows = [1, 2, 3, 4].map((n) => row(given('5'), given('3'), { href: `/estimate?n=${n}` }));
  expect(shown(<EffectFolded effect={effect(rows.slice(1))} />)).toBe('');
  expect(shown(<EffectFolded effect={effect(rows)} />)).toContain('See whom it was tried on');
});
