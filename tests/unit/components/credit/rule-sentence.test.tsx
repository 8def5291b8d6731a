import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RuleSentence } from '@/components/credit/rule-sentence';
import type { RuleNames } from '@/lib/rule/rule-names';
import { RuleBody } from '@/lib/credit/input';
import credit from '@/messages/en/credit.json';

const names: RuleNames = {
  microCredentials: { a: { title: 'Data Analytics' }, b: { title: 'Statistics' }, c: { title: 'SQL' } },
  courses: { 'INF-204': 'Data Analysis' },
  programs: { BSC: 'BSc Informatics' },
  homeUnit: 'ECTS',
};

function sentenceOf(rule: unknown): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ credit }}>
      <RuleSentence definition={RuleBody.parse(rule)} names={names} />
    </NextIntlClientProvider>,
  );
  return html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
const lines = (...list: unknown[]) => [{ lines: list }];

test.each([
  [
    'one certificate, one course',
    {
      premise: { mc: 'a', minScore: '80', proctored: true },
      outcomes: lines({ kind: 'course', target: 'INF-204', credits: { amount: '3' } }),
    },
    'Data Analytics (proctored exam, score at least 80) earns 3 ECTS as INF-204 Data Analysis.',
  ],
  [
    'nested ways, two lines, a program and windows',
    {
      premise: { any: [{ mc: 'a' }, { all: [{ mc: 'b' }, { mc: 'c' }] }] },
      outcomes: lines(
        { kind: 'course', target: 'INF-204', credits: { amount: '3' } },
        { kind: 'elective', target: 'Open', credits: { amount: '5/2' } },
      ),
      programs: ['BSC'],
      credentialWindow: { from: '2023-01-01' },
      claimWindow: { to: '2027-06-30' },
    },
    'either Data Analytics or (both Statistics and SQL) earns 3 ECTS as INF-204 Data Analysis and 2 1/2 ECTS as elective: Open, for BSc Informatics, completed on or after 1 Jan 2023, claimed by 30 Jun 2027.',
  ],
  [
    'so many of, alternatives, another unit',
    {
      premise: { atLeast: 2, of: [{ mc: 'a' }, { mc: 'b' }, { mc: 'c' }] },
      outcomes: [
        ...lines({ kind: 'levelOnly', target: 'UD', credits: { amount: '1', unit: 'US_SEM' } }),
        ...lines({ kind: 'waiver', target: 'Maths', credits: { amount: '0' } }),
      ],
    },
    '2 of Data Analytics, Statistics and SQL earn 1 semester hour at upper division level or the requirement Maths met, without credit.',
  ],
  [
    'a level, and a course whose title nobody knows',
    {
      premise: { mc: 'a' },
      outcomes: lines(
        { kind: 'course', target: 'INF-204', level: 'UD', credits: { amount: '3' } },
        { kind: 'course', target: 'INF-301', level: '300', credits: { amount: '3' } },
        { kind: 'course', target: 'STAT 210', credits: { amount: '3' } },
      ),
    },
    'Data Analytics earns 3 ECTS as INF-204 Data Analysis at upper division level, 3 ECTS as INF-301 at 300 level and 3 ECTS as STAT 210.',
  ],
  ['a decided no', { premise: { mc: 'b' }, outcomes: [], deny: true }, 'No credit for Statistics.'],
  [
    'an exam beside the certificate',
    {
      premise: { all: [{ mc: 'a' }, { assessment: 'Challenge exam', minScore: '60' }] },
      outcomes: lines({
        kind: 'block',
        target: 'Informatics',
        credits: { fromSource: true, max: { amount: '6' } },
      }),
    },
    'both Data Analytics and the assessment Challenge exam passed with at least 60 earn the credit stated on the certificate, at most 6 ECTS, in Informatics, not tied to a course.',
  ],
])('says %s', (_what, rule, sentence) => {
  expect(sentenceOf(rule)).toBe(sentence);
});

test('a title stands in its own language and direction, as a link and without', () => {
  const foreign = { title: 'Podstawy analizy danych', language: 'pl' };
  const htmlOf = (named: RuleNames['microCredentials'][string]) =>
    renderToStaticMarkup(
      <NextIntlClientProvider locale="en-GB" timeZone="UTC" messages={{ credit }}>
        <RuleSentence
          definition={RuleBody.parse({
            premise: { mc: 'a' },
            outcomes: lines({ kind: 'course', target: 'INF-204', credits: { amount: '3' } }),
          })}
          names={{ ...names, microCredentials: { a: named } }}
        />
      </NextIntlClientProvider>,
    );
  for (const named of [foreign, { ...foreign, href: '/catalog/podstawy' }])
    expect(htmlOf(named)).toContain('<bdi dir="auto" lang="pl">Podstawy analizy danych</bdi>');
});
