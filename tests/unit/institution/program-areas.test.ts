import { describe, expect, it } from 'vitest';
import { areasFilledBy, TypedAreas, unknownCodes } from '@/lib/institution/program-areas';

const row = (title: string, credits = '', courses = '') => ({ title, credits, courses });

describe('the areas of a program', () => {
  it('are read in order; empty rows are none, codes are split at commas, semicolons and lines', () => {
    expect(
      TypedAreas.parse([row('Core', '30', 'INF-204; INF 205,\nMAT 101'), row(''), row('Electives')]),
    ).toEqual([
      { title: 'Core', credits: '30', courses: ['INF-204', 'INF 205', 'MAT 101'], row: 0 },
      { title: 'Electives', credits: null, courses: [], row: 2 },
    ]);
  });

  it('say at its row what is wrong', () => {
    const problems = (rows: unknown[]) =>
      TypedAreas.safeParse(rows).error?.issues.map(({ path, message }) => [path.join('.'), message]);
    expect(problems([row('Core'), row('core')])).toEqual([['1.title', 'field/area-twice']]);
    expect(problems([row('', '3')])).toEqual([['0.title', 'field/title']]);
    expect(problems([row('', '', 'INF-204')])).toEqual([['0.title', 'field/title']]);
    expect(problems([row('Core', '10001')])?.[0]?.[0]).toBe('0.credits');
    expect(problems([row('Core', '', 'x'.repeat(41))])).toEqual([['0.courses', 'field/code-too-long']]);
  });

  it('name courses however they are written', () => {
    const areas = TypedAreas.parse([row('Core', '', 'INF-204;MAT 101'), row('More', '', 'inf204')]);
    expect(unknownCodes(areas, ['INF 204'])).toEqual(['MAT 101']);
    expect(areasFilledBy(areas, 'inf 204').map(({ title }) => title)).toEqual(['Core', 'More']);
    expect(areasFilledBy(areas, 'MAT 102')).toEqual([]);
  });
});
