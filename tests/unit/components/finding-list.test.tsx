import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FindingList } from '@/components/rule/finding-list';
import { type FindingCode, findingCodes } from '@/lib/rule/lint/finding';
import credit from '@/messages/en/credit.json';
import registrar from '@/messages/en/registrar.json';

const amounts = { sum: '7.5', carried: '1', maximum: '8/3', minimum: '3', year: '30', unit: 'US_SEM' };
const days = { from: '2026-02-28', to: '2027-01-31', day: '2026-12-24' };
/** As the linter gives them; a span of scores or units has other ends than one of days. */
const valuesOf = (code: FindingCode): Record<string, string> => ({
  ...amounts,
  ...days,
  level: 'UD',
  min: '80',
  below: '70.5',
  version: '2',
  title: 'Statistics',
  other: 'Statistics and Chance',
  rule: 'The other',
  code: 'other',
  course: 'INF-204',
  program: 'BSC',
  target: 'Subject',
  criterion: 'supervision',
  months: '60',
  most: '36',
  ...(code === 'no-conversion' && { from: 'CLOCK_HOURS', to: 'US_SEM' }),
  ...(code === 'score-gap' && { from: '70', to: '80.5' }),
});
const said = (code: FindingCode): string =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ credit, registrar }}>
      <FindingList findings={[{ severity: 'error', code, where: 'outcomes.0', values: valuesOf(code) }]} />
    </NextIntlClientProvider>,
  ).replace(/<[^>]+>/g, ' ');

describe('what the checks find is said in words', () => {
  test.each(findingCodes)('%s has no code of a unit, a level or a day in it', (code) =>
    expect(said(code)).not.toMatch(
      /US_SEM|CLOCK_HOURS|\b(LD|UD|GR)\b|\d{4}-\d\d-\d\d|\d\/\d{2,}|\{|\bregistrar\./,
    ),
  );

  test.each<[FindingCode, string]>([
    [
      'over-recommendation',
      '7.5 semester hours is more than the 2 2/3 semester hours that were recommended.',
    ],
    ['over-course', '7.5 semester hours is more than INF-204 carries, which is 1 semester hour.'],
    ['no-conversion', 'no conversion from clock hours to semester hours'],
    ['level-over-recommendation', '“upper division” is a higher level than was recommended.'],
    ['window-order', 'The last day, Jan 31, 2027, is before the first, Feb 28, 2026.'],
  ])('%s: %s', (code, words) => expect(said(code)).toContain(words));
});
