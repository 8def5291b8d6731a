'use client';

/**
 * LiveCoverage, LiveNeeds: inside the form of a judgement, what its marks and scores come to, and what an approval still lacks. They follow
 * what is on the screen; without JavaScript they say what is saved. Props: what is saved, and what it is measured by.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { useRef } from 'react';
import { type CourseToCover, coverageOf } from '@/lib/review/coverage';
import { isPlaceless, type ScoresToReason, unreasoned } from '@/lib/review/reasons';
import { rubricState } from '@/lib/review/rubric';
import { CoverageTotal } from './coverage-total';
import {
  type FormMark,
  type FormScore,
  marksIn,
  orderedMarks,
  orderedScores,
  scoresIn,
  useJudged,
} from './judged-form';

export function LiveCoverage({
  courses,
  marks,
  threshold,
}: {
  courses: readonly CourseToCover[];
  marks: readonly FormMark[];
  threshold: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  const outcomeIds = courses.flatMap((course) => course.outcomeIds);
  const { items } = useJudged(place, orderedMarks(marks, outcomeIds), (data) => marksIn(data, outcomeIds));
  return (
    <div ref={place} aria-live="polite">
      <CoverageTotal coverage={coverageOf(courses, items, threshold)} threshold={threshold} />
    </div>
  );
}

/** What an approval still lacks, else what it means. */
export function LiveNeeds({
  courses,
  marks,
  scores,
  threshold,
  toReason,
  isSpecified,
  otherwise,
}: {
  courses: readonly CourseToCover[];
  marks: readonly FormMark[];
  scores: readonly FormScore[];
  threshold: number;
  toReason: ScoresToReason;
  /** Whether credit is proposed as courses that have to be covered. */
  isSpecified: boolean;
  otherwise: string;
}) {
  const t = useTranslations('faculty.ballot');
  const format = useFormatter();
  const place = useRef<HTMLSpanElement>(null);
  const outcomeIds = courses.flatMap((course) => course.outcomeIds);
  const judged = useJudged(place, orderedMarks(marks, outcomeIds), (data) => marksIn(data, outcomeIds));
  const scored = useJudged(place, orderedScores(scores), scoresIn);
  const coverage = coverageOf(courses, judged.items, threshold);
  const rubric = rubricState(scored.items);
  const lacks = [
    ['coverage', !coverage.isComplete],
    ['place', judged.items.some(isPlaceless)],
    ['rubric', !rubric.isComplete],
    ['reason', unreasoned(scored.items, toReason).length > 0],
    ['knockOut', rubric.knockOuts.length > 0],
    ['threshold', coverage.isComplete && isSpecified && !coverage.reaches],
  ] as const;
  const needs = lacks.flatMap(([need, isLacking]) => (isLacking ? [t(`needs.${need}`)] : []));
  return (
    <span ref={place}>
      {needs.length === 0
        ? otherwise
        : t(judged.isFollowed ? 'approveNeeds' : 'approveNeedsSaved', { what: format.list(needs) })}
    </span>
  );
}
