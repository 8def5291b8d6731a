'use client';

/** LiveCoverage: courses ({code, outcomeIds}), saved (marks), threshold. Inside the form of marks: the total follows what is chosen; without JavaScript it shows what is saved. */
import { useEffect, useRef, useState } from 'react';
import { type CourseToCover, coverageOf, type CoverageLevel } from '@/lib/review/coverage';
import { CoverageTotal } from './coverage-total';

type Mark = { courseOutcomeId: string; coverage: CoverageLevel };

function chosenIn(form: HTMLFormElement, outcomeIds: readonly string[]): Mark[] {
  const data = new FormData(form);
  return outcomeIds.flatMap((courseOutcomeId, index) => {
    const level = data.get(`marks.${index}.coverage`);
    return level === 'full' || level === 'partial' || level === 'none'
      ? [{ courseOutcomeId, coverage: level }]
      : [];
  });
}

export function LiveCoverage({
  courses,
  saved,
  threshold,
}: {
  courses: readonly CourseToCover[];
  saved: readonly Mark[];
  threshold: number;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [marks, setMarks] = useState(saved);
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    const outcomeIds = courses.flatMap((course) => course.outcomeIds);
    const follow = () => setMarks(chosenIn(form, outcomeIds));
    form.addEventListener('change', follow);
    return () => form.removeEventListener('change', follow);
  }, [courses]);
  return (
    <div ref={place} aria-live="polite">
      <CoverageTotal coverage={coverageOf(courses, marks, threshold)} threshold={threshold} />
    </div>
  );
}
