import fc from 'fast-check';
import {
  ListingContent,
  listingFields,
  missingToHandIn,
  refuseReversed,
  StatedUnit,
} from '@/lib/micro-credential/listing-content';
import * as z from 'zod';

const first = fc.constantFrom('Data', '-ism', '@home', '+1', 'Ä', '日本', '2026-01-05', '007', 'TRUE', '1e5');
const next = fc.constantFrom('Data', 'a;b', 'c|d', '"so"', 'e\\f', '+', '=', '3,5', '1/2', 'naïve', "it's");
/** What people write in one line, and spreadsheets make something else of. */
const words = (most: number) =>
  fc
    .tuple(first, fc.array(next, { maxLength: 4 }))
    .map(([start, rest]) => [start, ...rest].join(' ').slice(0, most).trim());
const maybe = (most: number) => fc.oneof(fc.constant(''), words(most));
const prose = fc.oneof(
  fc.constant(''),
  fc.array(words(80), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
);
const list = fc.uniqueArray(words(80), { maxLength: 3 });
const amount = fc.constantFrom('', '3', '7.5', '8/3', '1.234', '12345678');
const day = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 10, max: 28 }).map((date) => `2026-03-${date}`),
);
const level = fc.constantFrom('', '1', '4', '6', '8');

/** Listings as the form takes them and a second person may publish them, apart from what they consist of. */
export const randomContent: fc.Arbitrary<ListingContent> = fc
  .record({
    title: words(80),
    provider: words(40),
    platform: maybe(40),
    awardingBody: maybe(40),
    url: fc.constantFrom('', 'https://example.org/a;b?c=1|2'),
    language: fc.constantFrom('', 'en', 'pt-BR'),
    subject: maybe(40),
    iscedF: fc.constantFrom('', '06', '061', '0613', '99'),
    cip: fc.constantFrom('', '11', '11.07', '11.0701'),
    label: words(40),
    validFrom: day,
    validTo: day,
    outcomes: fc.array(words(80), { maxLength: 4 }),
    workloadHours: amount,
    effort: maybe(80),
    duration: maybe(80),
    creditAmount: amount,
    creditUnit: fc.constantFrom('' as const, ...StatedUnit.options),
    creditFramework: maybe(80),
    eqfMin: level,
    eqfMax: level,
    nationalFramework: maybe(80),
    nationalMin: maybe(30),
    nationalMax: maybe(30),
    passMark: fc.constantFrom('', '60', '66.7', '200/3', '100'),
    supervision: maybe(80),
    participation: maybe(80),
    country: fc.constantFrom('', 'DE', 'PL'),
    qualityAssurance: maybe(80),
    qualityAssuredBy: maybe(80),
    qualitySource: maybe(80),
    qualitySourceOn: day,
    qualityUntil: day,
    prerequisites: prose,
    stackability: maybe(80),
    price: amount,
    currency: fc.constantFrom('', 'EUR', 'USD'),
    description: prose,
    assessment: list.map((lines) => lines.join('\n')),
    skills: list.map((lines) => lines.join('\n')),
    evidenceLinks: fc.constantFrom('', 'https://example.org/1;x\nhttps://example.org/2'),
  })
  .map(whole)
  .map((content) => read.parse(content));

const read = z.strictObject(listingFields).superRefine(refuseReversed);

/** The same without what a form would refuse: halves are left out, and spans run forward. */
function whole<Given extends Record<string, unknown>>(given: Given): Given {
  const content: Record<string, unknown> = { ...given };
  const inOrder = (from: string, to: string) => {
    const [a, b] = [content[from] as string, content[to] as string];
    if (a !== '' && b !== '' && a > b) [content[from], content[to]] = [b, a];
  };
  inOrder('validFrom', 'validTo');
  inOrder('qualitySourceOn', 'qualityUntil');
  inOrder('eqfMin', 'eqfMax');
  content['eqfMin'] ||= content['eqfMax'];
  content['eqfMax'] ||= content['eqfMin'];
  const blank = (isHalf: boolean, ...fields: string[]) => {
    if (isHalf) for (const field of fields) content[field] = '';
  };
  const missing = Object.keys(missingToHandIn(ListingContent.parse(content)));
  const lacks = (...fields: string[]) => fields.some((field) => missing.includes(field));
  blank(lacks('creditUnit', 'creditAmount'), 'creditAmount', 'creditUnit', 'creditFramework');
  blank(lacks('nationalMin', 'nationalFramework'), 'nationalFramework', 'nationalMin', 'nationalMax');
  blank(lacks('qualitySource', 'qualitySourceOn'), 'qualityAssurance', 'qualityAssuredBy', 'qualityUntil');
  blank(lacks('currency', 'price'), 'price', 'currency');
  return content as Given;
}
