import { describe, expect, it } from 'vitest';
import { planOutcomes } from '@/lib/institution/course-outcomes';

const standing = [
  { id: 'a', text: 'model data', isCompared: true },
  { id: 'b', text: 'draw charts', isCompared: false },
];

describe('the outcomes of a course', () => {
  it('are the same where their words are, wherever they stand', () => {
    expect(planOutcomes(standing, ['clean data', 'model data'])).toEqual({
      ok: true,
      value: {
        kept: [{ id: 'a', position: 2 }],
        added: [{ text: 'clean data', position: 1 }],
        removed: ['b'],
      },
    });
  });

  it('stay where somebody has compared them', () => {
    expect(planOutcomes(standing, ['model all data', 'draw charts'])).toEqual({
      ok: false,
      reason: 'course/outcome-compared',
      details: { text: 'model data' },
    });
    expect(planOutcomes([], [])).toMatchObject({ ok: true, value: { kept: [], added: [], removed: [] } });
  });
});
