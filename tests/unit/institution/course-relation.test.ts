import { describe, expect, it } from 'vitest';
import { keptRelation, mayRelate, saidOn } from '@/lib/institution/course-relation';

const reason = (result: ReturnType<typeof mayRelate>) => (result.ok ? 'ok' : result.reason);

describe('how courses relate', () => {
  it('is kept from the more advanced one, and said on both pages', () => {
    const kept = keptRelation('outranked', 'a', 'b');
    expect(kept).toEqual({ kind: 'outranks', courseId: 'b', otherCourseId: 'a' });
    expect(saidOn('a', kept)).toEqual({ kind: 'outranked', otherId: 'b' });
    expect(saidOn('b', kept)).toEqual({ kind: 'outranks', otherId: 'a' });
    expect(saidOn('b', keptRelation('equivalent', 'a', 'b'))).toEqual({ kind: 'equivalent', otherId: 'a' });
    expect(saidOn('b', keptRelation('overlap', 'a', 'b'))).toEqual({ kind: 'overlapOfOther', otherId: 'a' });
  });

  it('is one way between two courses, except that each may share credit with the other', () => {
    const held = [keptRelation('equivalent', 'a', 'b')];
    expect(reason(mayRelate(keptRelation('equivalent', 'b', 'a'), held))).toBe('course/relation-known');
    expect(reason(mayRelate(keptRelation('overlap', 'a', 'b'), held))).toBe('course/relation-known');
    expect(reason(mayRelate(keptRelation('equivalent', 'a', 'c'), held))).toBe('ok');
    const shared = [keptRelation('overlap', 'a', 'b')];
    expect(reason(mayRelate(keptRelation('overlap', 'b', 'a'), shared))).toBe('ok');
    expect(reason(mayRelate(keptRelation('overlap', 'a', 'b'), shared))).toBe('course/relation-known');
    expect(reason(mayRelate(keptRelation('outranks', 'b', 'a'), shared))).toBe('course/relation-known');
    expect(reason(mayRelate(keptRelation('equivalent', 'a', 'a'), []))).toBe('course/relates-to-itself');
  });

  it('leads no course above itself, by way of others either', () => {
    const held = [keptRelation('outranks', 'a', 'b'), keptRelation('outranks', 'b', 'c')];
    expect(reason(mayRelate(keptRelation('outranks', 'c', 'a'), held))).toBe('course/relation-cycle');
    expect(reason(mayRelate(keptRelation('outranked', 'a', 'c'), held))).toBe('course/relation-cycle');
    expect(reason(mayRelate(keptRelation('outranks', 'a', 'c'), held))).toBe('ok');
    expect(reason(mayRelate(keptRelation('equivalent', 'c', 'a'), held))).toBe('ok');
  });
});
