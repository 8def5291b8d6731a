import * as z from 'zod';
import { atMost, isAboveZero, OptionalTypedAmount } from '@/lib/amount/decimal-text';
import { Unit } from '@/lib/amount/unit';
import { CivilDateText } from '@/lib/kernel/civil-date';
import { readCountry } from '@/lib/kernel/country-code';
import { hasHidden, oneLine, proseText, readsAsFormula } from '@/lib/kernel/shown-text';
import { isWebAddress } from '@/lib/kernel/web-address';
import { readCip, readIsced } from './field-of-study';
import type { MicroCredentialKind } from './natural-key';

/** Units in which an issuer states credit; hours are workload. The same list as micro_credential_version_credit_unit_known. */
export const StatedUnit = Unit.exclude(['HOURS', 'CLOCK_HOURS']);
export type StatedUnit = z.infer<typeof StatedUnit>;

/** What is listed with the form; a course of another university has a code in its owner's catalog and comes from a file. */
export const listedKinds = [
  'certificate',
  'course',
  'exam',
] as const satisfies readonly MicroCredentialKind[];

/** @units entries of a list, characters of one */
const most = { outcomes: 100, lines: 50, outcome: 1_000, text: 2_000 };

const line = (characters: number) => oneLine(characters).default('');
const prose = z
  .string()
  .overwrite(proseText)
  .max(most.text)
  .refine((text) => !hasHidden(text.replace(/[\r\n\t]/g, ' ')), 'field/unseen-letters')
  .refine((text) => !readsAsFormula(text), 'field/formula')
  .default('');
const day = z.union([z.literal(''), CivilDateText]).default('');
const amount = z
  .string()
  .max(40)
  .default('')
  .pipe(OptionalTypedAmount)
  .transform((typed) => typed ?? '');
/** Of hours and of credit: none is said by leaving it empty. */
const aboveZero = amount.refine((text) => text === '' || isAboveZero(text), 'field/above-zero');
const percent = amount.refine((text) => text === '' || atMost(100)(text), 'field/at-most-hundred');
/** A code of a classification or a country, as people write it; empty where nobody says one. */
const classified = (read: (text: string) => string | null, problem: string) =>
  line(200).transform((text, context) => {
    const code = text === '' ? '' : read(text);
    if (code === null) context.addIssue({ code: 'custom', message: problem });
    return code ?? '';
  });
const level = z.enum(['', '1', '2', '3', '4', '5', '6', '7', '8']).default('');
const webAddress = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => text === '' || isWebAddress(text), 'field/web-address')
  .default('');

/** Lines of a text field, one entry each; blank ones are left out. What is wrong with one is wrong with the field. */
const lines = (entry: z.ZodType<string, string>) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      const read = text.split(/\r?\n/).flatMap((one) => (one.trim() === '' ? [] : [entry.safeParse(one)]));
      const [problem] = read.flatMap(({ error }) => error?.issues ?? []);
      if (read.length > most.lines)
        context.addIssue({ code: 'custom', message: `field/too-many ${most.lines}` });
      else if (problem !== undefined)
        context.addIssue({
          code: 'custom',
          message: problem.code === 'too_big' ? `field/too-long ${problem.maximum}` : problem.message,
        });
      return read.flatMap(({ data }) => data ?? []);
    });

/** The word of an entry in an address of the catalog, or the word as it is; empty where there is none. */
export function entryWordIn(address: string): string {
  return (address.split(/[?#]/, 1)[0] ?? '').split('/').findLast((part) => part !== '') ?? '';
}

/** Whether it has the form of such a word. @source prisma/migrations, micro_credential_slug_form */
export function isEntryWord(word: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(word);
}

const entryAddress = z.string().trim().transform(entryWordIn).refine(isEntryWord, 'field/entry-address');

const identity = {
  title: line(300),
  provider: line(200),
  platform: line(200),
  awardingBody: line(200),
  url: webAddress,
  language: line(35),
  subject: line(200),
  iscedF: classified(readIsced, 'field/no-isced'),
  cip: classified(readCip, 'field/no-cip'),
};

const facts = {
  label: line(80),
  validFrom: day,
  validTo: day,
  /** One ability each, in order; blank rows are left out. */
  outcomes: z
    .array(oneLine(most.outcome))
    .max(most.outcomes)
    .default([])
    .transform((all) => all.filter((one) => one !== '')),
  workloadHours: aboveZero,
  effort: line(200),
  duration: line(200),
  creditAmount: aboveZero,
  creditUnit: z.union([z.literal(''), StatedUnit]).default(''),
  creditFramework: line(120),
  eqfMin: level,
  eqfMax: level,
  nationalFramework: line(120),
  nationalMin: line(40),
  nationalMax: line(40),
  passMark: percent,
  supervision: line(200),
  participation: line(200),
  country: classified(readCountry, 'field/country'),
  qualityAssurance: line(500),
  qualityAssuredBy: line(200),
  qualitySource: line(2_000),
  qualitySourceOn: day,
  qualityUntil: day,
  prerequisites: prose,
  stackability: line(500),
  price: amount,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((text) => text === '' || isCurrency(text), 'field/currency')
    .default(''),
  description: prose,
};

/** The fields of the form of a listing. */
export const listingFields = {
  ...identity,
  ...facts,
  assessment: lines(oneLine(200)),
  skills: lines(oneLine(200)),
  evidenceLinks: lines(oneLine(2_000).refine(isWebAddress, 'field/web-address')),
  components: lines(entryAddress).transform((slugs) => [...new Set(slugs)]),
};

/**
 * What a listing says, as the fields of its form: '' and an empty list are what nobody stated. A draft need not be whole; what cannot be
 * meant is refused at its field all the same.
 * @units workload in hours, pass mark in percent, price in its currency, credit in its unit
 */
export const ListingContent = z.strictObject(listingFields).superRefine(refuseReversed);
export type ListingContent = z.output<typeof ListingContent>;
export type ListingField = keyof ListingContent;

/** A listing that says nothing yet. */
export const blankContent: ListingContent = ListingContent.parse({});

/** What is stored says it already in the form's words; lists are stored as lists. */
export const StoredContent: z.ZodType<ListingContent, unknown> = z
  .record(z.string(), z.unknown())
  .transform((stored) => ({ ...blankContent, ...stored }) as ListingContent);

type Spans = Pick<
  z.output<z.ZodObject<typeof listingFields>>,
  'validFrom' | 'validTo' | 'qualitySourceOn' | 'qualityUntil' | 'eqfMin' | 'eqfMax'
>;

/** The fields in which a span ends before it begins, each with the reason. @source docs/domain.md §8.4 */
export function reversedIn(content: Spans): { field: ListingField; reason: string }[] {
  const isReversed = (from: string, to: string) => from !== '' && to !== '' && from > to;
  return [
    ...(isReversed(content.validFrom, content.validTo)
      ? [{ field: 'validTo' as const, reason: 'field/ends-first' }]
      : []),
    ...(isReversed(content.qualitySourceOn, content.qualityUntil)
      ? [{ field: 'qualityUntil' as const, reason: 'field/ends-first' }]
      : []),
    ...(isReversed(content.eqfMin, content.eqfMax)
      ? [{ field: 'eqfMax' as const, reason: 'field/level-below' }]
      : []),
  ];
}

/** Spans run forward. @source docs/domain.md §8.4 */
export function refuseReversed(content: Spans, context: z.RefinementCtx): void {
  for (const { field, reason } of reversedIn(content))
    context.addIssue({ code: 'custom', path: [field], message: reason });
}

type Pairs = Pick<
  ListingContent,
  | ('creditAmount' | 'creditUnit' | 'creditFramework' | 'nationalFramework' | 'nationalMin' | 'nationalMax')
  | ('qualityAssurance' | 'qualityAssuredBy' | 'qualityUntil' | 'qualitySource' | 'qualitySourceOn')
  | ('price' | 'currency')
>;

/** What says nothing without another field that is empty: that field, with the reason. @source docs/domain.md §11.8 */
export function saidByHalves(content: Pairs): Partial<Record<ListingField, string>> {
  const claimsQuality =
    content.qualityAssurance !== '' || content.qualityAssuredBy !== '' || content.qualityUntil !== '';
  return emptyOf(content, [
    ['creditUnit', content.creditAmount !== '', 'field/unit'],
    ['creditAmount', content.creditUnit !== '' || content.creditFramework !== '', 'field/amount'],
    ['nationalMin', content.nationalFramework !== '' && content.nationalMax === '', 'field/national-level'],
    [
      'nationalFramework',
      content.nationalMin !== '' || content.nationalMax !== '',
      'field/national-framework',
    ],
    // Anybody can list an award in another's name: a claim says where it was read, and when.
    ['qualitySource', claimsQuality, 'field/quality-source'],
    ['qualitySourceOn', claimsQuality, 'field/quality-source-day'],
    ['currency', content.price !== '', 'field/currency'],
    ['price', content.currency !== '', 'field/price'],
  ]);
}

/** What keeps a listing from being handed in, by field; what is only unknown does not. @source docs/domain.md §11.8 */
export function missingToHandIn(content: ListingContent): Partial<Record<ListingField, string>> {
  return {
    ...emptyOf(content, [
      ['title', true, 'field/title'],
      ['provider', true, 'field/issuer'],
      ['label', true, 'field/version-label'],
    ]),
    ...saidByHalves(content),
  };
}

function emptyOf<Field extends ListingField>(
  content: Pick<ListingContent, Field>,
  needed: readonly (readonly [Field, boolean, string])[],
): Partial<Record<ListingField, string>> {
  return Object.fromEntries(
    needed.flatMap(([field, isNeeded, reason]) =>
      isNeeded && content[field] === '' ? [[field, reason]] : [],
    ),
  );
}

/** Whether it is the code of a currency. @source ISO 4217, three letters */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** The fields in which two listings differ, in the order of the form. */
export function changedFields(before: ListingContent, after: ListingContent): ListingField[] {
  return (Object.keys(blankContent) as ListingField[]).filter(
    (field) => shownValue(before, field) !== shownValue(after, field),
  );
}

/** One field as its control shows it: a list has a line each. */
export function shownValue(content: ListingContent, field: ListingField): string {
  const value = content[field];
  return typeof value === 'string' ? value : value.join('\n');
}
