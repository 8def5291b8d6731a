import { readFileSync } from 'node:fs';
import Validator from '@adobe/structured-data-validator';
import WebAutoExtractor from '@marbec/web-auto-extractor';
import { expect, test } from 'vitest';
import { Kind } from '@/lib/catalog/kind';
import {
  type DescribedEntry,
  describeEntry,
  describeInstitution,
  describeResults,
  describeTrail,
  escapeForScript,
} from '@/lib/catalog/structured-data';
import { inProject } from '@/scripts/project';

const origin = 'https://credit.example.test';
const vocabulary = JSON.parse(
  readFileSync(inProject('tests', 'fixtures', 'schema-org.json'), 'utf8'),
) as object;

/** What the validator of search engines' rules and of the vocabulary says of a page that has this, as a browser is sent it. */
async function issuesOf(data: object): Promise<string[]> {
  const html = `<html><body><script type="application/ld+json">${escapeForScript(data)}</script></body></html>`;
  const extracted = new WebAutoExtractor({ addLocation: true, embedSource: ['rdfa', 'microdata'] }).parse(
    html,
  );
  const issues = await new Validator(vocabulary).validate(extracted);
  return issues.map(({ severity, rootType, issueMessage }) => `${severity} ${rootType}: ${issueMessage}`);
}

const bare: DescribedEntry = {
  kind: 'certificate',
  title: 'Data & <b>“Analysis”</b>',
  provider: 'Google',
  language: null,
  levelLabel: null,
  iscedF: null,
  cip: null,
  url: null,
  skills: [],
  version: null,
};
const whole: DescribedEntry = {
  ...bare,
  language: 'en',
  levelLabel: 'Beginner',
  iscedF: '0613',
  cip: '11.0701',
  url: 'https://provider.example.test/data',
  skills: ['Spreadsheets', 'SQL'],
  version: {
    description: 'About data.',
    outcomes: ['Explain a mean'],
    workloadHours: '120',
    participation: 'Online',
    price: '49',
    currency: 'EUR',
  },
};
const offers = ['6', '8/3', null].map((amount, at) => ({
  institution: { slug: `u-${at}`, name: `University ${at}` },
  offer: { amount, isMaximum: at === 0 },
  unit: 'ECTS credits',
  conditions: at === 1 ? 'score 80' : '',
}));
const trail = describeTrail(origin, [
  { name: 'Catalog', path: '/catalog' },
  { name: 'Data', path: '/catalog/data' },
]);

test.each(Kind.options.flatMap((kind) => [bare, whole].map((entry) => [kind, entry] as const)))(
  'a page of a %s has nothing that the vocabulary or search engines refuse',
  async (kind, entry) => {
    for (const some of [[], offers])
      expect(await issuesOf([describeEntry(origin, { ...entry, kind }, some), trail])).toEqual([]);
  },
);

test('so do pages of an institution and of results', async () => {
  const north = { slug: 'north', name: 'University of the North', shortName: 'North', country: 'DE' };
  for (const siteUrl of [null, 'https://north.example.test'])
    expect(await issuesOf([describeInstitution(origin, { ...north, siteUrl }), trail])).toEqual([]);
  const entries = ['a', 'b', 'c'].map((slug) => ({ slug, title: slug.toUpperCase() }));
  expect(await issuesOf(describeResults(origin, entries))).toEqual([]);
});

test('what search engines need of a course is there, which the validator does not ask for', () => {
  expect(describeEntry(origin, whole, offers)).toMatchObject({
    '@type': 'Course',
    name: whole.title,
    description: 'About data.',
    provider: { '@type': 'Organization', name: 'Google' },
    offers: { price: '49', priceCurrency: 'EUR', category: 'Paid' },
    hasCourseInstance: { courseMode: 'Online', courseWorkload: 'PT120H' },
  });
});

test('and the validator sees what is wrong', async () => {
  const course = { '@context': 'https://schema.org', '@type': 'Course', name: 'Data' };
  expect(await issuesOf({ ...course, creditHours: 3 })).toEqual([expect.stringContaining('creditHours')]);
  expect(await issuesOf({ ...course, '@type': 'Certificate' })).toEqual([
    expect.stringContaining('Certificate'),
  ]);
  expect(await issuesOf({ ...trail, itemListElement: [] })).not.toEqual([]);
});
