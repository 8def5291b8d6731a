import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AnswerTable, type AnswerTableProps } from '@/components/catalog/answer-table';
import type { Offer } from '@/lib/catalog/offered';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import credit from '@/messages/en/credit.json';
import publicMessages from '@/messages/en/public.json';

const day = parseCivilDate('2026-11-25');
const names = { microCredentials: {}, courses: {}, programs: {}, homeUnit: 'US_SEM' as const };
const offer: Offer = {
  standing: 'published',
  opensOn: null,
  closesOn: null,
  windows: [],
  claimants: 'anybody',
  withheld: null,
  otherRules: [],
  unit: 'US_SEM',
  amount: '12',
  beforeRounding: null,
  later: null,
  isAsStated: false,
  isMaximum: false,
  total: '12',
  ects: '24',
  lines: [],
  choices: [],
  part: null,
  ways: [],
  leaf: { mc: 'm', minScore: '80' },
  programs: null,
  programTitles: null,
  asks: null,
};
const rule = (more: Partial<Offer> = {}, notes: { publicNote?: string; statusReason?: string } = {}) => ({
  id: JSON.stringify([more, notes]),
  offer: { ...offer, ...more },
  names,
  converted: '24',
  publicNote: '',
  statusReason: '',
  ...notes,
});
const advice = (recommender: string, validTo: string | null) => ({
  id: recommender,
  recommender,
  amount: '3',
  unit: 'ECTS' as const,
  isMaximum: false,
  validFrom: null,
  validTo,
});
const institution = (name: string) => ({
  slug: name.toLowerCase(),
  name: `${name} University`,
  shortName: name,
});

const htmlOf = (props: Partial<AnswerTableProps>): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ credit, public: publicMessages }}>
      <AnswerTable decided={[]} open={[]} recommendations={[]} unit="ECTS" asOf={day} {...props} />
    </NextIntlClientProvider>,
  );

/** The cells of each row as one reads them where there is room for all of them. */
function rowsOf(props: Partial<AnswerTableProps>): string[][] {
  const html = htmlOf(props).replaceAll(/<p class="answer-same">.*?<\/p>/g, '');
  return [...html.matchAll(/<tr.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd].*?<\/t[hd]>/g)].map(([cell]) => cell.replace(/<[^>]*>/g, '').trim()),
  );
}

test('a row says who gives how much, in the common unit too, what decides it, until when, and how it stands', () => {
  const windows = [{ of: 'claim' as const, from: null, to: parseCivilDate('2027-06-30') }];
  expect(
    rowsOf({
      decided: [
        {
          institution: institution('North'),
          standing: 'published',
          rules: [rule({ programTitles: ['Informatics'], windows }), rule({ leaf: null, amount: '3' })],
        },
      ],
    }),
  ).toEqual([
    ['Institution', 'Credit', 'in ECTS', 'What decides it', 'Until', 'Standing'],
    [
      'North',
      '12 semester hours',
      '24',
      'in Informatics only, score at least 80',
      'claim by 30 Jun 2027',
      'Gives credit',
    ],
    ['North', '3 semester hours', '24', 'the certificate alone', 'no end date', ''],
  ]);
});

test('what gives nothing says why, and never an amount as if it could be had', () => {
  const [, refused, suspended, denied] = rowsOf({
    decided: [
      {
        institution: institution('No'),
        standing: 'refused',
        rules: [
          rule({ standing: 'refused', withheld: 'no-credit', amount: null }, { publicNote: 'Too little.' }),
        ],
      },
      {
        institution: institution('Wait'),
        standing: 'suspended',
        rules: [rule({ standing: 'suspended' }, { statusReason: 'The exam changed.' })],
      },
      {
        institution: institution('Part'),
        standing: 'refused',
        rules: [rule({ standing: 'refused', withheld: 'denied', otherRules: ['N-2'], amount: null })],
      },
    ],
  });
  expect(refused).toEqual(['No', '–', '', 'Too little.', '', 'Decided: no credit']);
  expect(suspended?.slice(3)).toEqual(['The exam changed.', 'no end date', 'Suspended']);
  expect(denied?.slice(1, 4)).toEqual([
    '–',
    '',
    'Rule N-2 decides against a part of what this one needs, so it gives nothing.',
  ]);
});

test('what ended is told only where nothing holds, and who has not decided is one row', () => {
  const rows = rowsOf({
    decided: [
      {
        institution: institution('North'),
        standing: 'published',
        rules: [rule(), rule({ standing: 'ended', amount: '99' })],
      },
    ],
    open: ['A', 'B', 'C'].map((name) => ({
      institution: institution(name),
      standing: 'undecided' as const,
      considered: null,
    })),
    recommendations: [advice('Lapsed', '2026-11-24'), { ...advice('Adviser', null), isMaximum: true }],
  });
  expect(rows.map(([first]) => first)).toEqual([
    'Institution',
    'North',
    '3 more institutions',
    'Adviser',
    'Lapsed',
  ]);
  expect(rows.at(-2)).toContain('Advice, not credit');
  expect(rows.at(-2)).toContain('up to 3 ECTS');
  expect(rows.at(-1)).toContain('Advice that lapsed after 24 Nov 2026');
});

test('of more advice than it tells it says how much more there is', () => {
  const rows = rowsOf({ recommendations: ['A', 'B', 'C', 'D'].map((name) => advice(name, null)) });
  expect(rows.map(([first]) => first)).toEqual(['Institution', 'A', 'B', '2 more recommendations']);
});

test('a no that begins later stands below what it ends, with its first day', () => {
  const rows = rowsOf({
    decided: [
      {
        institution: institution('North'),
        standing: 'published',
        rules: [
          rule(),
          rule(
            { standing: 'refusedLater', withheld: 'no-credit', opensOn: parseCivilDate('2027-03-01') },
            { publicNote: 'Too little.' },
          ),
        ],
      },
    ],
  });
  expect(rows.at(-1)).toEqual(['North', '–', '', 'Too little.', '', 'Decided: no credit from 1 Mar 2027']);
});

test('where nobody has said anything there is no table', () => {
  expect(
    rowsOf({ open: [{ institution: institution('A'), standing: 'undecided', considered: null }] }),
  ).toEqual([]);
});

test('where the column of the common unit has no room, the amount in it stands with the credit, and not twice in one unit', () => {
  const cell = (more: Partial<Offer>) =>
    /answer-same">(.*?)<\/p>/
      .exec(
        htmlOf({
          decided: [{ institution: institution('North'), standing: 'published', rules: [rule(more)] }],
        }),
      )?.[1]
      ?.replaceAll(/<[^>]*>/g, '');
  expect(cell({})).toBe('about 24 ECTS');
  expect(cell({ unit: 'ECTS' })).toBeUndefined();
});
