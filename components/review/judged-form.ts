'use client';

import { useSyncExternalStore, type RefObject } from 'react';
import { CoverageLevel } from '@/lib/review/coverage';
import { Criterion } from '@/lib/review/rubric';

/** A mark as the form of a judgement holds it. */
export type FormMark = {
  courseOutcomeId: string;
  learningOutcomeId: string | null;
  coverage: CoverageLevel;
  note: string;
};
/** A score as the form of a judgement holds it. */
export type FormScore = { criterion: Criterion; score: number; rationale: string };

const textIn = (data: FormData, name: string) => {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** The marks in a form, in the order of its outcomes. */
export function marksIn(data: FormData, outcomeIds: readonly string[]): FormMark[] {
  return outcomeIds.flatMap((courseOutcomeId, index) => {
    const level = CoverageLevel.safeParse(data.get(`marks.${index}.coverage`));
    if (!level.success) return [];
    const learningOutcomeId = textIn(data, `marks.${index}.learningOutcomeId`) || null;
    return [
      { courseOutcomeId, learningOutcomeId, coverage: level.data, note: textIn(data, `marks.${index}.note`) },
    ];
  });
}

/** The scores in a form. */
export function scoresIn(data: FormData): FormScore[] {
  return Criterion.options.flatMap((criterion, index) => {
    const score = textIn(data, `scores.${index}.score`);
    return score === ''
      ? []
      : [{ criterion, score: Number(score), rationale: textIn(data, `scores.${index}.rationale`) }];
  });
}

const never = () => () => {};

/** What the form around an element holds now, once a script follows it; what is saved until then. */
export function useJudged<Item>(
  place: RefObject<HTMLElement | null>,
  saved: readonly Item[],
  read: (data: FormData) => Item[],
): { items: readonly Item[]; isFollowed: boolean } {
  const isFollowed = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const kept = JSON.stringify(saved);
  const watch = (onChange: () => void) => {
    const form = place.current?.closest('form');
    form?.addEventListener('input', onChange);
    return () => form?.removeEventListener('input', onChange);
  };
  const now = useSyncExternalStore(
    watch,
    () => {
      const form = place.current?.closest('form');
      return form ? JSON.stringify(read(new FormData(form))) : kept;
    },
    () => kept,
  );
  return { items: JSON.parse(now) as Item[], isFollowed };
}

/** The marks in the order of the form, each with the same fields, so that they compare. */
export function orderedMarks(marks: readonly FormMark[], outcomeIds: readonly string[]): FormMark[] {
  return outcomeIds.flatMap((id) => {
    const mark = marks.find(({ courseOutcomeId }) => courseOutcomeId === id);
    if (!mark) return [];
    const { courseOutcomeId, learningOutcomeId, coverage, note } = mark;
    return [{ courseOutcomeId, learningOutcomeId, coverage, note }];
  });
}

/** The scores in the order of the form. */
export function orderedScores(scores: readonly FormScore[]): FormScore[] {
  return Criterion.options.flatMap((criterion) => {
    const given = scores.find((one) => one.criterion === criterion);
    return given ? [{ criterion, score: given.score, rationale: given.rationale }] : [];
  });
}
