import { sideOf, speaksOfSide } from './column-side';
import { columnsOf } from './columns';
import { isRunningNumber, type LookedColumn, type LookedSheet, type Shape } from './file-look';
import { type Concept, headerWords, knownNames } from './header-words';
import type { ImportKind } from './kind';
import { choicesOf, folded, meantBy } from './value-words';

/** How sure a proposal is: name and content say so; one of them does, and the other does not speak against it; a mere guess. */
export type Confidence = 'sure' | 'likely' | 'guess';

/** A field of ours that a column of a file can go to. */
export interface Field {
  name: string;
  /** What its cells look like; text of any kind unless given. */
  shape?: Shape;
  concepts: readonly Concept[];
}

export interface Proposal {
  /** Our field; empty where the column is left out. */
  field: string;
  confidence: Confidence;
}

/** What each of our fields is about, where that is more than its own name says. */
const about: Record<ImportKind, Readonly<Record<string, readonly Concept[]>>> = {
  micro_credentials: {
    title: ['certificate', 'title'],
    provider: ['provider', 'sender'],
    platform: ['platform'],
    kind: ['kind'],
    code: ['code'],
    subject: ['subject'],
    isced_f: ['isced_f'],
    cip: ['cip'],
    language: ['language'],
    level: ['level'],
    url: ['url'],
    skills: ['skills'],
    status: ['status'],
    valid_from: ['from'],
    valid_to: ['to'],
    workload_hours: ['hours'],
    duration: ['duration'],
    credit_amount: ['credits'],
    credit_unit: ['unit'],
    pass_mark: ['score'],
    price: ['price'],
    currency: ['currency'],
    evidence_links: ['evidence'],
  },
  courses: {
    code: ['code', 'ownCode'],
    title: ['title'],
    credits: ['credits'],
    credit_unit: ['unit'],
    kind: ['kind'],
    level: ['level'],
    department: ['department'],
    status: ['status'],
    first_day: ['from'],
  },
  programs: {
    code: ['code'],
    title: ['title', 'program'],
    total_credits: ['credits'],
    credit_unit: ['unit'],
    level: ['level'],
    department: ['department'],
    status: ['status'],
    first_day: ['from'],
  },
  recommendations: {
    title: ['certificate', 'title'],
    provider: ['provider', 'sender'],
    platform: ['platform'],
    kind: ['kind'],
    recommender: ['recommender'],
    external_id: ['number', 'code'],
    amount: ['credits'],
    unit: ['unit'],
    levels: ['level'],
    subjects: ['subject'],
    pass_mark: ['score'],
    workload_hours: ['hours'],
    valid_from: ['from'],
    valid_to: ['to'],
    source_url: ['url'],
    note: ['note'],
  },
  equivalencies: {
    institution: ['sender', 'provider'],
    courses: ['foreignCode', 'code'],
    titles: ['foreignTitle', 'title'],
    micro_credentials: ['certificate'],
    targets: ['ownCode'],
    credits: ['credits'],
    credit_unit: ['unit'],
    decision: ['decision', 'status'],
    programs: ['program'],
    issued_from: ['from'],
    issued_to: ['to'],
    min_score: ['score'],
    public_note: ['publicNote'],
    internal_note: ['note'],
  },
};

const shapes: Readonly<Record<string, Shape>> = {
  ...asShape('day', 'quality_source_on', 'quality_until'),
  ...asShape('amount', 'credit_amount', 'price'),
  ...asShape('day', 'valid_from', 'valid_to', 'retrieved_on', 'first_day', 'issued_from', 'issued_to'),
  ...asShape('amount', 'credits', 'total_credits', 'amount', 'workload_hours', 'pass_mark'),
  ...asShape('amount', 'min_score', 'below_score', 'eqf_min', 'eqf_max'),
  ...asShape('url', 'url', 'source_url'),
  ...asShape('code', 'code', 'courses', 'targets'),
};

function asShape(shape: Shape, ...names: readonly string[]): Record<string, Shape> {
  return Object.fromEntries(names.map((name) => [name, shape]));
}

/** What a file of decisions says in columns of its own, and our form says within others: whether there is credit, and how much. */
const ownOfFiles: Partial<Record<ImportKind, readonly string[]>> = { equivalencies: ['decision', 'credits'] };

/** The fields that columns of such a file can go to, in the order in which they are offered. */
export function fieldsFor(kind: ImportKind): Field[] {
  return [...columnsOf[kind].map(({ name }) => name), ...(ownOfFiles[kind] ?? [])].map((name) => {
    const shape = shapes[name];
    return { name, concepts: about[kind][name] ?? [], ...(shape && { shape }) };
  });
}

/** What a column may be called that goes to the field. */
function wordsFor(kind: ImportKind, { name, concepts }: Field): Set<string> {
  return new Set([
    folded(name),
    ...(knownNames[kind]?.[name] ?? []).map(folded),
    ...concepts.flatMap((concept) => [...headerWords[concept]]),
  ]);
}

/** Whether a column is called as one of our fields is elsewhere: nobody may leave it out without being asked. */
export function isKnownName(kind: ImportKind, name: string): boolean {
  return fieldsFor(kind).some((field) => wordsFor(kind, field).has(folded(name)));
}

/** How well the name of a column and what is in it fit a field. @units 0 to 1 */
function fit(kind: ImportKind, field: Field, { name, group }: Named, column: LookedColumn) {
  const words = wordsFor(kind, field);
  const plain = words.has(name) ? 1 : isWithin(name, words) ? 0.6 : 0;
  const side = kind === 'equivalencies' ? speaksOfSide(field.name, sideOf(name, group)) : null;
  const content = contentOf(kind, field, column);
  // What was earned elsewhere and what is granted here are often called the same: the side decides between them.
  if (side === 'against') return { named: plain / 2, content };
  if (side === 'for' && plain > 0) return { named: plain === 1 ? 1.2 : 1.1, content };
  if (side === 'for' && field.name === 'targets' && isWithin(name, codeWords)) return { named: 1.1, content };
  const named = plain;
  // The first concept is what the field is about; a name that also speaks of another comes after it.
  const isFirst = field.concepts
    .slice(1)
    .every((other) => !(headerWords[other] as readonly string[]).includes(name));
  return { named: named === 1 && !isFirst ? 0.9 : named, content };
}

const codeWords: ReadonlySet<string> = new Set(headerWords.code);

/** What a column is called, folded, and what stands above it and its neighbours. */
interface Named {
  name: string;
  group: string;
}

/** Whether the words of some name we know stand in this longer one, one after another. */
function isWithin(name: string, words: ReadonlySet<string>): boolean {
  const parts = name.split(' ').slice(0, 12);
  for (let from = 0; from < parts.length; from += 1)
    for (let to = from + 1; to <= Math.min(parts.length, from + 5); to += 1) {
      const part = parts.slice(from, to).join(' ');
      if (part.length >= 4 && words.has(part)) return true;
    }
  return false;
}

/** The share of cells that look like what the field holds; null where that cannot be seen. */
function contentOf(kind: ImportKind, field: Field, column: LookedColumn): number | null {
  if (column.filled === 0) return null;
  if (choicesOf[kind][field.name] !== undefined) {
    if (column.isMore) return 0;
    const known = column.values.filter(([value]) => meantBy(kind, field.name, value) !== null);
    return known.reduce((sum, [, count]) => sum + count, 0) / column.filled;
  }
  return field.shape === undefined ? null : (column.shapes[field.shape] ?? 0) / column.filled;
}

/** By its content alone a column is proposed where nearly all cells look so, and the look is one that few fields have. */
const mostlySo = 0.8;
const seenByContent = new Set(['courses', 'targets', 'code', 'valid_from', 'source_url', 'url', 'decision']);

/** They limit who gets the credit: the date of a decision taken for one would silently take credit away, so only their own name proposes them. */
const limits = new Set(['issued_from', 'issued_to']);

/**
 * Which of our fields each column of a file is, by its name in five languages and by what is in it: the best pairs first, each field
 * once. `groups` are the names that stand above those of several columns. A column that nothing speaks for is left out, which is said with as much confidence as nothing is known.
 */
export function proposeColumns(
  kind: ImportKind,
  names: readonly string[],
  columns: readonly LookedColumn[],
  groups: readonly string[] = [],
): Proposal[] {
  const orderOf = new Map(fieldsFor(kind).map(({ name }, order) => [name, order]));
  const pairs = columns.flatMap((column, at) =>
    // What only counts the rows can at most be what they are called.
    fieldsFor(kind)
      .filter(({ name }) => name === 'code' || !isRunningNumber(column))
      .map((field) => {
        const order = orderOf.get(field.name) ?? 0;
        const { named, content } = fit(
          kind,
          field,
          { name: folded(names[at] ?? ''), group: groups[at] ?? '' },
          column,
        );
        const byContent = seenByContent.has(field.name) && (content ?? 0) >= mostlySo ? 0.3 : 0;
        const score = named === 0 ? byContent : named + 0.3 * (content ?? 0.5);
        return { at, order, field: field.name, named, content, score };
      }),
  );
  const proposals: Proposal[] = columns.map(() => ({ field: '', confidence: 'guess' }));
  const taken = new Set<string>();
  for (const pair of pairs
    .filter(
      ({ field, score, named, content }) =>
        score > 0 && !(limits.has(field) && named < 1) && !(named < 1 && content !== null && content < 0.2),
    )
    .sort((a, b) => b.score - a.score || a.order - b.order || a.at - b.at)) {
    if (taken.has(pair.field) || proposals[pair.at]?.field !== '') continue;
    taken.add(pair.field);
    const isOneOfTwo =
      kind === 'equivalencies' &&
      pair.field === 'credits' &&
      pair.named <= 1 &&
      pairs.some((other) => other.field === 'credits' && other.at !== pair.at && other.named >= 0.6);
    // Credits of the course there would be granted as those of the course here.
    proposals[pair.at] = { field: pair.field, confidence: isOneOfTwo ? 'guess' : confidenceOf(pair) };
  }
  return proposals;
}

function confidenceOf({
  field,
  named,
  content,
}: {
  field: string;
  named: number;
  content: number | null;
}): Confidence {
  // What students read is for a person to say.
  if (named === 0 || field === 'public_note' || field === 'note') return 'guess';
  if (named >= 0.9) return content === null || content >= 0.5 ? 'sure' : 'likely';
  return (content ?? 0) >= mostlySo ? 'likely' : 'guess';
}

const everyWord: ReadonlySet<string> = new Set(Object.values(headerWords).flat());

/** The place of the line that is most like a header among the first ones of a sheet: the most names we know, then the most words. */
export function likelyHeader({ top }: Pick<LookedSheet, 'top'>): number {
  const scores = top.map(({ cells }) => {
    const names = cells.map(folded).filter((name) => name !== '');
    if (names.length < 2) return 0;
    const known = names.filter((name) => everyWord.has(name)).length;
    const wordy = names.filter((name) => /^\p{L}/u.test(name) && name.length <= 40).length;
    return known * 3 + wordy - 2 * (names.length - wordy);
  });
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}
