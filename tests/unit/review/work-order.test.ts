import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { dueDayOf, inOrderOfUrgency, type NextAct, nextActs, type WaitingAct } from '@/lib/review/work-order';

const day = parseCivilDate;
const none = new Set<string>();
let made = 0;
const one = (act: NextAct, since: string, dueOn: string | null = null, key = `${act} ${since}`) => ({
  key,
  act,
  place: made++,
  since: day(since),
  dueOn: dueOn === null ? null : day(dueOn),
});
const order = (...work: (WaitingAct & { key: string })[]) =>
  inOrderOfUrgency(work, none).map(({ key }) => key);

describe('one list of work', () => {
  // 25 November 2026 is a Wednesday.
  it.each([
    ['publish', null, '2026-11-30'],
    ['route', null, '2026-11-30'],
    ['vote', '2026-12-16', '2026-12-16'],
    ['overdue', '2026-09-25', '2026-09-25'],
    ['returned', null, null],
    ['drafts', null, null],
  ] as const)('%s with %s is due on %s', (act, dueOn, expected) =>
    expect(dueDayOf(one(act, '2026-11-25', dueOn), none)).toBe(expected),
  );

  it('counts business days by the calendar of the institution', () =>
    expect(dueDayOf(one('publish', '2026-11-25'), new Set(['2026-11-26']))).toBe('2026-12-01'));

  it('begins with what is longest late, whatever it is', () =>
    expect(
      order(
        one('publish', '2026-11-25', null, 'new'),
        one('vote', '2026-11-01', '2026-11-20', 'late vote'),
        one('overdue', '2026-10-01', '2026-09-25', 'late review'),
        one('route', '2026-11-02', null, 'left lying'),
      ),
    ).toEqual(['late review', 'left lying', 'late vote', 'new']));

  it('ranks what has no day as what a department judges, and drafts last', () =>
    expect(
      order(
        one('drafts', '2020-01-01', null, 'old draft'),
        one('drafts', '2026-01-01', null, 'draft'),
        one('returned', '2026-11-02', null, 'returned'),
        one('vote', '2026-11-02', '2026-11-24', 'due after it'),
        one('vote', '2026-11-02', '2026-11-20', 'due before it'),
      ),
    ).toEqual(['due before it', 'returned', 'due after it', 'old draft', 'draft']));

  it('is the same whatever order it came in, and leaves nothing out', () => {
    let seed = 7;
    const chance = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
    const work = Array.from({ length: 200 }, (_, at) => {
      const since = addDays(day('2026-01-01'), chance(300));
      return {
        key: String(at),
        act: nextActs[chance(nextActs.length)] as NextAct,
        place: at,
        since,
        dueOn: chance(2) === 0 ? null : (addDays(since, chance(60)) satisfies CivilDate),
      };
    });
    const sorted = order(...work);
    expect(sorted).toHaveLength(200);
    expect(order(...[...work].reverse())).toEqual(sorted);
    expect(order(...[...work].sort(() => chance(3) - 1))).toEqual(sorted);
  });
});
