import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import {
  blankContent,
  changedFields,
  ListingContent,
  missingToHandIn,
  shownValue,
  StoredContent,
} from '@/lib/micro-credential/listing-content';

const problems = (given: object) => {
  const read = ListingContent.safeParse(given);
  return read.success
    ? {}
    : Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message]));
};

describe('ListingContent', () => {
  test('reads what people type: amounts, lines, addresses of the catalog', () => {
    const content = ListingContent.parse({
      workloadHours: '37,50',
      currency: 'eur',
      assessment: ' written exam \n\n project\r\n',
      outcomes: ['clean tables', '', '  choose a chart '],
      components: 'https://crosswalk.example/catalog/data-analysis?on=2026-01-01\ndata-analysis',
    });
    expect(content).toMatchObject({
      workloadHours: '37.5',
      currency: 'EUR',
      assessment: ['written exam', 'project'],
      outcomes: ['clean tables', 'choose a chart'],
      components: ['data-analysis'],
    });
  });

  test('refuses at its field what cannot be meant', () => {
    expect(problems({ workloadHours: 'many' })).toEqual({ workloadHours: 'amount/not-a-number' });
    expect(problems({ workloadHours: '0', creditAmount: '0,0', passMark: '100,5', price: '0' })).toEqual({
      workloadHours: 'field/above-zero',
      creditAmount: 'field/above-zero',
      passMark: 'field/at-most-hundred',
    });
    expect(problems({ passMark: '100' })).toEqual({});
    expect(problems({ country: 'Atlantis' })).toEqual({ country: 'field/country' });
    expect(ListingContent.parse({ country: ' pl ' }).country).toBe('PL');
    expect(problems({ url: 'javascript:alert(1)' })).toEqual({ url: 'field/web-address' });
    expect(problems({ url: 'https://example.org@elsewhere.example/' })).toEqual({ url: 'field/web-address' });
    expect(problems({ evidenceLinks: 'https://example.org/a\nnowhere' })).toEqual({
      evidenceLinks: 'field/web-address',
    });
    expect(problems({ validFrom: '2026-02-30' })).toHaveProperty('validFrom');
    expect(problems({ validFrom: '2026-03-01', validTo: '2026-02-01' })).toEqual({
      validTo: 'field/ends-first',
    });
    expect(problems({ eqfMin: '6', eqfMax: '5' })).toEqual({ eqfMax: 'field/level-below' });
    expect(problems({ currency: 'euro' })).toEqual({ currency: 'field/currency' });
    expect(problems({ creditUnit: 'HOURS' })).toHaveProperty('creditUnit');
    expect(problems({ components: '../admin' })).toEqual({});
    expect(problems({ components: 'Not An Address' })).toEqual({ components: 'field/entry-address' });
    expect(problems({ skills: 'x'.repeat(201) })).toEqual({ skills: 'field/too-long 200' });
    expect(problems({ skills: 'x\n'.repeat(51) })).toEqual({ skills: 'field/too-many 50' });
    expect(problems({ title: 'one\u202etwo' })).toEqual({ title: 'field/unseen-letters' });
  });

  test('what is stored is read as it was saved, by an older form as well', () => {
    const stored = JSON.parse(JSON.stringify({ title: 'Welding', outcomes: ['join steel'] })) as unknown;
    expect(StoredContent.parse(stored)).toEqual({
      ...blankContent,
      title: 'Welding',
      outcomes: ['join steel'],
    });
  });
});

describe('missingToHandIn', () => {
  const whole = { ...blankContent, title: 'Welding', provider: 'Guild', label: '1' };

  test('asks for title, issuer and version, and for nothing that is only unknown', () => {
    expect(missingToHandIn(blankContent)).toEqual({
      title: 'field/title',
      provider: 'field/issuer',
      label: 'field/version-label',
    });
    expect(missingToHandIn(whole)).toEqual({});
  });

  test('an amount of credit has its unit, and a unit or framework an amount', () => {
    expect(missingToHandIn({ ...whole, creditAmount: '4' })).toEqual({ creditUnit: 'field/unit' });
    expect(missingToHandIn({ ...whole, creditUnit: 'ECTS' })).toEqual({ creditAmount: 'field/amount' });
    expect(missingToHandIn({ ...whole, creditFramework: 'ECTS Users’ Guide' })).toEqual({
      creditAmount: 'field/amount',
    });
  });

  test('a claim of quality assurance says where it was read, and when', () => {
    for (const claim of [
      { qualityAssurance: 'QAA approved' },
      { qualityAssuredBy: 'QAA' },
      { qualityUntil: parseCivilDate('2030-01-01') },
    ])
      expect(missingToHandIn({ ...whole, ...claim })).toEqual({
        qualitySource: 'field/quality-source',
        qualitySourceOn: 'field/quality-source-day',
      });
  });

  test('a price has a currency, and a national level its framework', () => {
    expect(missingToHandIn({ ...whole, price: '49' })).toEqual({ currency: 'field/currency' });
    expect(missingToHandIn({ ...whole, currency: 'EUR' })).toEqual({ price: 'field/price' });
    expect(missingToHandIn({ ...whole, nationalMax: '6' })).toEqual({
      nationalFramework: 'field/national-framework',
    });
    expect(missingToHandIn({ ...whole, nationalFramework: 'FHEQ' })).toEqual({
      nationalMin: 'field/national-level',
    });
  });
});

test('what differs is named in the order of the form, lists by their entries', () => {
  const before = { ...blankContent, title: 'Welding', outcomes: ['a', 'b'] };
  const after = { ...before, outcomes: ['b', 'a'], title: 'Welding I' };
  expect(changedFields(before, after)).toEqual(['title', 'outcomes']);
  expect(changedFields(before, { ...before, outcomes: ['a', 'b'] })).toEqual([]);
  expect(shownValue(after, 'outcomes')).toBe('b\na');
});
