import * as z from 'zod';
import { type DecimalProblem, readDecimal } from '@/lib/amount/decimal-text';
import { splitCodes } from '@/lib/institution/course-code';
import { Unit } from '@/lib/amount/unit';
import { type CivilDate, isCivilDate, misreadDay } from '@/lib/kernel/civil-date';
import type { ProblemReason, RawParameters } from './search-query';
import { cleanText, maxText, typedText } from './search-words';

/** One certificate that somebody says to hold. What is not said is null or false. */
export interface StatedHolding {
  slug: string;
  issuedOn: CivilDate | null;
  expiresOn: CivilDate | null;
  /** It says that it never expires; with no last day either, nothing is said about it. */
  neverExpires: boolean;
  /** The credit that it states. @units `unit`; the institution's home unit where that is null */
  credits: { amount: string; unit: Unit | null } | null;
  score: string | null;
  version: string | null;
  eqf: number | null;
  idVerified: boolean;
  proctored: boolean;
  /** Kinds of proof at hand, in the words of the rules. */
  evidence: readonly string[];
}

/** "What would I get?", as its address says it. Nothing of it is stored. */
export interface EstimateQuery {
  holdings: readonly StatedHolding[];
  institution: string | null;
  program: string | null;
  claimDate: CivilDate | null;
  termStart: CivilDate | null;
  assessments: readonly { id: string; score: string }[];
  /** Courses already earned at the institution, by code. */
  earned: readonly string[];
  /** Words to look for the next certificate with. */
  words: string;
}

/** What of an estimate cannot be used: the field, why, and what the sentence about it needs. */
export interface EstimateProblem {
  field: string;
  reason: ProblemReason | DecimalProblem | StatedProblem;
  values?: Readonly<Record<string, string>>;
}

/** What is wrong with what is stated, though it can be read. */
export type StatedProblem =
  | 'day/in-the-future'
  | 'day/out-of-reach'
  | 'day/before-it-existed'
  | 'day/after-the-claim'
  | 'day/before-completion'
  | 'score/beyond-scale';

/** @units certificates · courses · assessments · kinds of proof of one certificate */
export const most = { holdings: 10, earned: 40, assessments: 10, evidence: 5 };
/** Characters of a refused entry that are shown again. */
const mostTyped = 200;
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What an empty address asks: nobody holds anything. */
export const nothingStated: EstimateQuery = {
  holdings: [],
  institution: null,
  program: null,
  claimDate: null,
  termStart: null,
  assessments: [],
  earned: [],
  words: '',
};

/** A holding of which only the certificate is said. */
export function statedHolding(slug: string): StatedHolding {
  return {
    slug,
    issuedOn: null,
    expiresOn: null,
    neverExpires: false,
    credits: null,
    score: null,
    version: null,
    eqf: null,
    idVerified: false,
    proctored: false,
    evidence: [],
  };
}

/**
 * Reads an estimate from an address: certificate n is `mc<n>` with `on<n>`, `score<n>` and so on. Total, and bounded in every part;
 * says what it could not use, under the number that the certificate has now, and keeps what was typed there. `add` puts one more
 * certificate at the end, `drop` takes the nth away.
 */
export function parseEstimateQuery(raw: RawParameters): {
  query: EstimateQuery;
  problems: EstimateProblem[];
  /** What was typed into the fields that could not be read. */
  typed: Readonly<Record<string, string>>;
  /** Whether the address is the estimate itself: no act, and no field that a form without script sent empty. */
  isCanonical: boolean;
} {
  const problems: EstimateProblem[] = [];
  const typed: Record<string, string> = {};
  // The certificate that is read, by its number in the address and by the one that it has among those that are left.
  let [asked, now] = [0, 0];
  const note = (field: string, reason: EstimateProblem['reason']) => {
    const place =
      asked > 0 && field.endsWith(String(asked)) ? `${field.slice(0, -String(asked).length)}${now}` : field;
    problems.push({ field: place, reason });
    const [value] = all(field);
    if (value !== undefined) typed[place] = value.slice(0, mostTyped);
  };
  const all = (field: string): string[] => {
    const given = raw[field];
    return (given === undefined ? [] : typeof given === 'string' ? [given] : given.slice(0, 100))
      .map((value) => cleanText(value.slice(0, 2_000)))
      .filter((value) => value !== '');
  };
  const text = (field: string, length: number): string | null => {
    const [value] = all(field);
    if (value === undefined) return null;
    if (value.length > length) note(field, 'too-long');
    return value.length > length ? null : value;
  };
  const read = <T>(field: string, type: z.ZodType<T>, reason: EstimateProblem['reason']): T | null => {
    const [value] = all(field);
    if (value === undefined) return null;
    const parsed = type.safeParse(value);
    if (!parsed.success) note(field, reason);
    return parsed.success ? parsed.data : null;
  };
  const day = (field: string): CivilDate | null => {
    const [value] = all(field);
    if (value === undefined || isCivilDate(value)) return value ?? null;
    note(field, misreadDay(value));
    return null;
  };
  const amount = (field: string): string | null => {
    const [value] = all(field);
    if (value === undefined) return null;
    const number = readDecimal(value.replace(/\s?%$/, ''));
    if (!number.ok) note(field, number.reason);
    return number.ok ? number.value : null;
  };
  /** "85/100" is a scale and no number: read as a fraction it would be less than one. */
  const scoreIn = (field: string): string | null => {
    if (!all(field)[0]?.includes('/')) return amount(field);
    note(field, 'amount/not-a-number');
    return null;
  };
  const slug = (field: string) => read(field, z.string().max(200).regex(slugForm), 'not-known');
  const flag = (field: string) => all(field).length > 0;

  const dropped = Number(text('drop', 3) ?? Number.NaN);
  const holdings: StatedHolding[] = [];
  for (let n = 1; n <= most.holdings; n++) {
    const found = n === dropped ? null : slug(`mc${n}`);
    if (found === null) continue;
    [asked, now] = [n, holdings.length + 1];
    const credit = amount(`credit${n}`);
    const unit = read(`unit${n}`, Unit, 'not-known');
    const evidence = all(`proof${n}`).filter((value) => value.length <= 100);
    if (evidence.length > most.evidence) note(`proof${n}`, 'too-many');
    holdings.push({
      slug: found,
      issuedOn: day(`on${n}`),
      expiresOn: day(`until${n}`),
      neverExpires: flag(`never${n}`),
      credits: credit === null ? null : { amount: credit, unit },
      score: scoreIn(`score${n}`),
      version: text(`version${n}`, 100),
      eqf: read(`eqf${n}`, z.coerce.number().int().min(1).max(8), 'out-of-range'),
      idVerified: flag(`id${n}`),
      proctored: flag(`proctored${n}`),
      evidence: evidence.slice(0, most.evidence),
    });
  }
  [asked, now] = [0, 0];
  const added = slug('add');
  if (added !== null) {
    if (holdings.length < most.holdings) holdings.push(statedHolding(added));
    else note('add', 'too-many');
  }
  if (raw[`mc${most.holdings + 1}`] !== undefined) note('mc', 'too-many');

  const assessments: EstimateQuery['assessments'][number][] = [];
  for (let n = 1; n <= most.assessments; n++) {
    const [id, score] = [text(`exam${n}`, 200), scoreIn(`examscore${n}`)];
    if (id !== null && score !== null) assessments.push({ id, score });
  }
  const codes = splitCodes(all('course').join(';')).filter((code) => code.length <= 40);
  if (codes.length > most.earned) note('course', 'too-many');
  const institution = slug('institution');
  const program = text('program', 80);
  const words = all('q')[0] ?? '';
  return {
    query: {
      holdings,
      institution,
      program: institution === null ? null : program,
      claimDate: day('claim'),
      termStart: day('term'),
      assessments,
      earned: codes.slice(0, most.earned),
      words: typedText(words).slice(0, maxText),
    },
    problems,
    typed,
    isCanonical:
      raw['add'] === undefined &&
      raw['drop'] === undefined &&
      !Object.values(raw).some((value) => value === ''),
  };
}

/** Whether a field says something of a certificate, an assessment or a day: what cannot be read there must not be passed over. */
export function isEntry(field: string): boolean {
  return /^((on|until|score|credit|unit|eqf|version|examscore)\d+|claim|term)$/.test(field);
}

/** The address of an estimate: certificates numbered from 1, nothing that was not said. */
export function estimateHref(query: EstimateQuery): string {
  const parameters = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') parameters.append(name, String(value));
  };
  query.holdings.forEach((holding, index) => {
    const n = index + 1;
    set(`mc${n}`, holding.slug);
    set(`on${n}`, holding.issuedOn);
    set(`until${n}`, holding.expiresOn);
    if (holding.neverExpires) set(`never${n}`, '1');
    set(`credit${n}`, holding.credits?.amount ?? null);
    set(`unit${n}`, holding.credits?.unit ?? null);
    set(`score${n}`, holding.score);
    set(`version${n}`, holding.version);
    set(`eqf${n}`, holding.eqf);
    if (holding.idVerified) set(`id${n}`, '1');
    if (holding.proctored) set(`proctored${n}`, '1');
    for (const kind of holding.evidence) set(`proof${n}`, kind);
  });
  set('institution', query.institution);
  set('program', query.institution === null ? null : query.program);
  set('claim', query.claimDate);
  set('term', query.termStart);
  query.assessments.forEach(({ id, score }, index) => {
    set(`exam${index + 1}`, id);
    set(`examscore${index + 1}`, score);
  });
  for (const code of query.earned) set('course', code);
  set('q', query.words);
  const text = parameters.toString();
  return text === '' ? '/estimate' : `/estimate?${text}`;
}
