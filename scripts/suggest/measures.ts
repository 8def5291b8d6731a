import type { Outcome, Precedent, TargetKind } from '@/lib/suggest/precedent';
import type { Answer, methods } from './methods';
import { bootstrap, macroF1, pairedTest, wilson } from '../bench/statistics';

/** One decided row and what each method answers. */
export interface Item {
  decided: Precedent & { outcome: Outcome };
  answers: Record<keyof typeof methods, Answer>;
  /** Whether some precedent has one of its targets. */
  isSeen: boolean;
}

type Kinds = ReadonlyMap<string, TargetKind>;
interface Measure {
  name: string;
  counts: (item: Item) => boolean;
  isHit: (item: Item, answer: Answer, kinds: Kinds) => boolean;
}

const isRight = ({ decided }: Item, ids: readonly string[]) => ids.some((id) => decided.targets.includes(id));
const coursesOf = ({ ranked }: Answer, kinds: Kinds) => ranked.filter((id) => kinds.get(id) === 'course');
const hasTarget = ({ decided }: Item) => decided.outcome !== 'none';
const isCourse = ({ decided }: Item) => decided.outcome === 'course';

/** Everything that is counted of a decided row. "Among courses" leaves collective places out of the list where a course was granted. */
export const measures: readonly Measure[] = [
  {
    name: 'first place, among courses',
    counts: isCourse,
    isHit: (item, answer, kinds) => isRight(item, coursesOf(answer, kinds).slice(0, 1)),
  },
  {
    name: 'first five, among courses',
    counts: isCourse,
    isHit: (item, answer, kinds) => isRight(item, coursesOf(answer, kinds).slice(0, 5)),
  },
  {
    name: 'first place, whole list',
    counts: hasTarget,
    isHit: (item, { ranked }) => isRight(item, ranked.slice(0, 1)),
  },
  {
    name: 'first five, whole list',
    counts: hasTarget,
    isHit: (item, { ranked }) => isRight(item, ranked.slice(0, 5)),
  },
  {
    name: 'whole decision first',
    counts: () => true,
    isHit: (item, { ranked, outcome }) =>
      outcome === item.decided.outcome && (outcome === 'none' || isRight(item, ranked.slice(0, 1))),
  },
  {
    name: 'unseen target, first five, among courses',
    counts: (item) => isCourse(item) && !item.isSeen,
    isHit: (item, answer, kinds) => isRight(item, coursesOf(answer, kinds).slice(0, 5)),
  },
  {
    name: 'unseen target, first five, whole list',
    counts: (item) => hasTarget(item) && !item.isSeen,
    isHit: (item, { ranked }) => isRight(item, ranked.slice(0, 5)),
  },
];

const percent = (part: number) => (100 * part).toFixed(1).padStart(5);
const chanceText = (chance: number) => (chance < 0.001 ? 'p < 0.001' : `p = ${chance.toFixed(3)}`);

/** Lines of the table for some items: what was reached with its interval, and for each simpler method its part and the paired test. */
export function tableOf(
  items: readonly Item[],
  kinds: Kinds,
  wanted: readonly Measure[] = measures,
): string[] {
  const lines = wanted.flatMap(({ name, counts, isHit }) => {
    const own = items.filter(counts);
    if (own.length === 0) return [];
    const hits = (method: keyof Item['answers']) =>
      own.map((item) => isHit(item, item.answers[method], kinds));
    const [learned, precedents, words] = [hits('learned'), hits('precedentsOnly'), hits('wordsOnly')];
    const { part, low, high } = wilson(learned.filter(Boolean).length, own.length);
    const against = (other: readonly boolean[]) =>
      `${percent(other.filter(Boolean).length / own.length)} (${chanceText(pairedTest(learned, other))})`;
    return [
      `  ${name.padEnd(42)} ${String(own.length).padStart(6)}  ${percent(part)} [${percent(low)}, ${percent(high)}]  precedents only ${against(precedents)}  BM25 only ${against(words)}`,
    ];
  });
  return lines;
}

/** The line for the kinds of outcome. */
export function outcomeLine(items: readonly Item[]): string {
  const pairs = (method: keyof Item['answers']) => (some: readonly Item[]) =>
    macroF1(some.map((item) => ({ decided: item.decided.outcome, said: item.answers[method].outcome })));
  const [learned, precedents, words] = [pairs('learned'), pairs('precedentsOnly'), pairs('wordsOnly')];
  const { low, high } = bootstrap(items, learned);
  const gain = (other: typeof learned) => {
    const by = bootstrap(items, (some) => learned(some) - other(some));
    return `${percent(other(items))} (gain ${percent(by.low)} to ${percent(by.high)})`;
  };
  return `  ${'outcome, macro-F1'.padEnd(42)} ${String(items.length).padStart(6)}  ${percent(learned(items))} [${percent(low)}, ${percent(high)}]  precedents only ${gain(precedents)}  BM25 only ${gain(words)}`;
}
