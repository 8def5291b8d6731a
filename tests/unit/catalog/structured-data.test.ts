import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  describeEntry,
  describeResults,
  describeTrail,
  escapeForScript,
} from '@/lib/catalog/structured-data';

const origin = 'https://credit.example.test';
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
  version: null,
};
const north = { slug: 'north', name: 'North' };
const offered = (amount: string | null, isMaximum = false) => ({
  institution: north,
  offer: { amount, isMaximum },
  unit: 'ECTS credits',
  conditions: 'with two more certificates',
});

test('JSON-LD breakout: no title can end the script element, open a comment or break a line', () => {
  for (const title of ['</script><script>alert(1)</script>', '<!--', ']]>', '\u2028', '&lt;']) {
    const text = escapeForScript(describeEntry(origin, { ...entry, title }, []));
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toMatchObject({ name: title });
  }
});

test('reads back as the same data for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const text = escapeForScript(describeEntry(origin, { ...entry, title, skills: [title] }, []));
      expect(text).not.toMatch(/[<>&]/);
      expect(JSON.parse(text)).toEqual(describeEntry(origin, { ...entry, title, skills: [title] }, []));
    }),
  );
});

test('says of credit what is offered: how much, where and on which conditions', () => {
  expect(describeEntry(origin, entry, [offered('6'), offered('8/3')])).toMatchObject({
    '@type': 'Course',
    numberOfCredits: [
      { name: 'North', value: 6, unitText: 'ECTS credits', description: 'with two more certificates' },
      { name: 'North', value: '8/3' },
    ],
    educationalCredentialAwarded: {
      '@type': 'EducationalOccupationalCredential',
      recognizedBy: [{ name: 'North', url: 'https://credit.example.test/institutions/north' }],
    },
  });
});

test('tells a maximum as one, and names no amount that only the certificate states', () => {
  const credits = (...offers: ReturnType<typeof offered>[]) =>
    (describeEntry(origin, entry, offers) as { numberOfCredits?: object[] }).numberOfCredits;
  expect(credits(offered('6', true))).toEqual([expect.objectContaining({ maxValue: 6 })]);
  expect(credits(offered('6', true))?.[0]).not.toHaveProperty('value');
  expect(credits(offered(null), offered('8/3', true))).toBeUndefined();
});

test('an exam is no course: it says who recognises it', () => {
  const exam = describeEntry(origin, { ...entry, kind: 'exam' }, [offered('6')]);
  expect(exam).toMatchObject({
    '@type': 'EducationalOccupationalCredential',
    recognizedBy: [{ name: 'North' }],
  });
  expect(exam).not.toHaveProperty('numberOfCredits');
});

test('says what it teaches, how it is given and what it costs, as far as that is known', () => {
  const version = {
    description: 'About data.',
    outcomes: ['Cleans data'],
    workloadHours: '150',
    participation: 'Online',
    price: '49.00',
    currency: 'EUR',
  };
  expect(describeEntry(origin, { ...entry, version }, [])).toMatchObject({
    description: 'About data.',
    teaches: ['Cleans data'],
    hasCourseInstance: { '@type': 'CourseInstance', courseMode: 'Online', courseWorkload: 'PT150H' },
    offers: { '@type': 'Offer', price: '49.00', priceCurrency: 'EUR', category: 'Paid' },
    educationalCredentialAwarded: { credentialCategory: 'Micro-credential' },
  });
  const little = describeEntry(
    origin,
    { ...entry, version: { ...version, workloadHours: '7/2', participation: null, price: '0' } },
    [],
  );
  expect(little).toMatchObject({ offers: { category: 'Free' } });
  expect(little).not.toHaveProperty('hasCourseInstance');
});

test('says where a page stands, and what a page of results lists, by whole addresses', () => {
  expect(describeTrail('https://x.example', [{ name: 'Catalog', path: '/catalog' }])).toMatchObject({
    itemListElement: [{ position: 1, name: 'Catalog', item: 'https://x.example/catalog' }],
  });
  expect(describeResults('https://x.example', [{ title: 'Data', slug: 'data' }])).toMatchObject({
    '@type': 'ItemList',
    itemListElement: [{ position: 1, name: 'Data', url: 'https://x.example/catalog/data' }],
  });
});

test('where nobody gives credit, nothing is said of it', () => {
  expect(JSON.stringify(describeEntry(origin, entry, []))).not.toMatch(/credits|recognizedBy/i);
});

test('says its field in the classifications that its issuer states, of what it is and of what it gives', () => {
  const field = [
    { '@type': 'DefinedTerm', termCode: '0613', inDefinedTermSet: { name: 'ISCED-F 2013' } },
    { '@type': 'DefinedTerm', termCode: '11.0701', inDefinedTermSet: { name: 'CIP 2020' } },
  ];
  const described = describeEntry(origin, { ...entry, iscedF: '0613', cip: '11.0701' }, []);
  expect(described).toMatchObject({ about: field, educationalCredentialAwarded: { about: field } });
  expect(describeEntry(origin, entry, [])).not.toHaveProperty('about');
});
