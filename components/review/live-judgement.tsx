'use client';

/**
 * LiveCoverage, LiveRubric, LiveNeeds: inside the form of a judgement, what its marks and scores come to. They follow what is on the screen and say
 * what is not saved yet; without JavaScript they say what is saved. Props: saved ({marks, scores}), and what it is measured by.
 */
import { useFormatter, useTranslations } from 'next-intl';
import { useRef, useSyncExternalStore, type RefObject } from 'react';
import { type CourseToCover, coverageOf, CoverageLevel } from '@/lib/review/coverage';
import { Criterion, rubricState } from '@/lib/review/rubric';
import { CoverageTotal } from './coverage-total';

type Mark = {
  courseOutcomeId: string;
  learningOutcomeId: string | null;
  coverage: CoverageLevel;
  note: string;
};
type Score = { criterion: Criterion; score: number; rationale: string };

const textIn = (data: FormData, name: string) => {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

function marksIn(data: FormData, outcomeIds: readonly string[]): Mark[] {
  return outcomeIds.flatMap((courseOutcomeId, index) => {
    const level = CoverageLevel.safeParse(data.get(`marks.${index}.coverage`));
    if (!level.success) return [];
    const learningOutcomeId = textIn(data, `marks.${index}.learningOutcomeId`) || null;
    return [
      { courseOutcomeId, learningOutcomeId, coverage: level.data, note: textIn(data, `marks.${index}.note`) },
    ];
  });
}

function scoresIn(data: FormData): Score[] {
  return Criterion.options.flatMap((criterion, index) => {
    const score = textIn(data, `scores.${index}.score`);
    return score === ''
      ? []
      : [{ criterion, score: Number(score), rationale: textIn(data, `scores.${index}.rationale`) }];
  });
}

const never = () => () => {};

/** What the form around holds now, once a script follows it; what is saved until then. */
function useJudged<Item>(
  place: RefObject<HTMLElement | null>,
  saved: readonly Item[],
  read: (data: FormData) => Item[],
): { items: readonly Item[]; isFollowed: boolean; isUnsaved: boolean } {
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
  return { items: JSON.parse(now) as Item[], isFollowed, isUnsaved: now !== kept };
}

/** The marks in the order of the form, each with the same fields, so that they compare. */
function orderedMarks(marks: readonly Mark[], outcomeIds: readonly string[]): Mark[] {
  return outcomeIds.flatMap((id) => {
    const mark = marks.find(({ courseOutcomeId }) => courseOutcomeId === id);
    if (!mark) return [];
    const { courseOutcomeId, learningOutcomeId, coverage, note } = mark;
    return [{ courseOutcomeId, learningOutcomeId, coverage, note }];
  });
}

function orderedScores(scores: readonly Score[]): Score[] {
  return Criterion.options.flatMap((criterion) => {
    const given = scores.find((one) => one.criterion === criterion);
    return given ? [{ criterion, score: given.score, rationale: given.rationale }] : [];
  });
}

export function LiveCoverage({
  courses,
  marks,
  threshold,
}: {
  courses: readonly CourseToCover[];
  marks: readonly Mark[];
  threshold: number;
}) {
  const t = useTranslations('faculty.judgement');
  const place = useRef<HTMLDivElement>(null);
  const outcomeIds = courses.flatMap((course) => course.outcomeIds);
  const { items, isUnsaved } = useJudged(place, orderedMarks(marks, outcomeIds), (data) =>
    marksIn(data, outcomeIds),
  );
  return (
    <div ref={place} aria-live="polite" className="grid gap-1">
      <CoverageTotal coverage={coverageOf(courses, items, threshold)} threshold={threshold} />
      {isUnsaved && <p className="text-sm font-medium text-suspended">{t('unsaved')}</p>}
    </div>
  );
}

export function LiveRubric({ scores }: { scores: readonly Score[] }) {
  const t = useTranslations('faculty.judgement');
  const place = useRef<HTMLParagraphElement>(null);
  const { items, isFollowed, isUnsaved } = useJudged(place, orderedScores(scores), scoresIn);
  const count = rubricState(items).open.length;
  return (
    <p ref={place} aria-live="polite" className="flex flex-wrap gap-x-3 text-sm text-soft">
      <span>{t(isFollowed ? 'open' : 'openSaved', { count })}</span>
      {isUnsaved && <span className="font-medium text-suspended">{t('unsaved')}</span>}
    </p>
  );
}

/** What an approval still lacks, else what it means. */
export function LiveNeeds({
  courses,
  marks,
  scores,
  threshold,
  isSpecified,
  otherwise,
}: {
  courses: readonly CourseToCover[];
  marks: readonly Mark[];
  scores: readonly Score[];
  threshold: number;
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
    ['rubric', !rubric.isComplete],
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
