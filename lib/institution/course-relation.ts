import * as z from 'zod';
import { fail, ok, type Result } from '@/lib/kernel/result';

/**
 * How a course relates to another one, as it is said on its page. The engine knows three: courses that count once together, a course
 * that outranks a less advanced one, and one that earns less where the other has been earned. The fourth is the second from the other side.
 * @source tests/fixtures/credit-cases.json, algorithm 8
 */
export const RelationKind = z.enum(['equivalent', 'outranks', 'outranked', 'overlap']);
export type RelationKind = z.infer<typeof RelationKind>;

/** A relation as it is kept: `other` is the less advanced one, or the one that shares credit. */
export interface KeptRelation {
  kind: 'equivalent' | 'outranks' | 'overlap';
  courseId: string;
  otherCourseId: string;
}

/** The relation that is kept for what was said on a course's page. */
export function keptRelation(kind: RelationKind, courseId: string, otherId: string): KeptRelation {
  return kind === 'outranked'
    ? { kind: 'outranks', courseId: otherId, otherCourseId: courseId }
    : { kind, courseId, otherCourseId: otherId };
}

/** What a kept relation says on the page of one of its courses. An overlap is said of the course that earns less alone. */
export function saidOn(
  courseId: string,
  { kind, courseId: one, otherCourseId }: KeptRelation,
): { kind: RelationKind | 'overlapOfOther'; otherId: string } {
  if (one === courseId) return { kind, otherId: otherCourseId };
  const reverse = { equivalent: 'equivalent', outranks: 'outranked', overlap: 'overlapOfOther' } as const;
  return { kind: reverse[kind], otherId: one };
}

type RelationReason = 'course/relates-to-itself' | 'course/relation-known' | 'course/relation-cycle';

/**
 * Whether a relation can be added to those that hold. Two courses are related in one way only (each may share credit with the other), and
 * no course outranks itself by way of others. @source docs/domain.md §8.7
 */
export function mayRelate(wanted: KeptRelation, held: readonly KeptRelation[]): Result<true, RelationReason> {
  const { courseId, otherCourseId } = wanted;
  if (courseId === otherCourseId) return fail('course/relates-to-itself');
  const isSamePair = (one: KeptRelation) =>
    (one.courseId === courseId && one.otherCourseId === otherCourseId) ||
    (one.courseId === otherCourseId &&
      one.otherCourseId === courseId &&
      !(one.kind === 'overlap' && wanted.kind === 'overlap'));
  if (held.some(isSamePair)) return fail('course/relation-known');
  if (wanted.kind === 'outranks' && outranks(otherCourseId, courseId, held))
    return fail('course/relation-cycle');
  return ok(true);
}

function outranks(one: string, other: string, held: readonly KeptRelation[]): boolean {
  const below = [one];
  // What is added to a list while it is gone through is gone through as well.
  for (const id of below)
    for (const { kind, courseId, otherCourseId } of held)
      if (kind === 'outranks' && courseId === id && !below.includes(otherCourseId)) below.push(otherCourseId);
  return below.includes(other);
}
