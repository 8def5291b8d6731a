'use client';

/**
 * CaseDesk: save (the action of the form), outcomeIds, marks and scores (saved), hasVoted, vote (may be cast; what it does, in words), children.
 * Inside the form of a judgement: saves what is marked and scored by itself, hears its keys, and says below how far one is and what comes next.
 */
import { useTranslations } from 'next-intl';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { useFormState, type ActionState } from '@/components/ui/form-state';
import { isPlaceless, type ScoresToReason, unreasoned } from '@/lib/review/reasons';
import { Criterion, rubric, rubricState } from '@/lib/review/rubric';
import { goTo, nextOpen, pressKey } from './desk-keys';
import {
  type FormMark,
  type FormScore,
  marksIn,
  orderedMarks,
  orderedScores,
  scoresIn,
  useJudged,
} from './judged-form';
import { useSelfSaving } from './use-self-saving';

type Props = {
  save: (state: ActionState, data: FormData) => ActionState | Promise<ActionState>;
  outcomeIds: readonly string[];
  marks: readonly FormMark[];
  scores: readonly FormScore[];
  toReason: ScoresToReason;
  hasVoted: boolean;
  mayVote: boolean;
  /** What the vote does to the stage. */
  effect: string;
  children: React.ReactNode;
};

const neededScores = Criterion.options.filter((criterion) => !rubric[criterion].isOptional).length;

export function CaseDesk(props: Props) {
  const { save, outcomeIds, marks, scores, toReason, hasVoted, mayVote, effect, children } = props;
  const t = useTranslations('faculty.desk');
  const ballot = useTranslations('faculty.ballot');
  const ui = useTranslations('ui.form');
  const place = useRef<HTMLDivElement>(null);
  const cast = useRef<HTMLButtonElement>(null);
  const pending = useFormState()?.pending === true;
  const judged = useJudged(place, orderedMarks(marks, outcomeIds), (data) => marksIn(data, outcomeIds));
  const scored = useJudged(place, orderedScores(scores), scoresIn);
  const saving = useSelfSaving(place, save, { isOn: !hasVoted, words: { unsent: ui('unsent') } });
  const marked = judged.items.filter((mark) => !isPlaceless(mark)).length;
  const done = neededScores - rubricState(scored.items).open.length;
  const reasons = unreasoned(scored.items, toReason).length;

  // Whoever comes from the queue to judge begins with what is open.
  useEffect(() => {
    if (location.hash !== '#judge') return;
    const form = place.current?.closest('form');
    const first = form && nextOpen(form, null);
    if (first) goTo(first);
  }, []);

  const goOn = (mayCast: boolean) => {
    const form = place.current?.closest('form');
    if (!form) return;
    const row = document.activeElement?.closest('[data-mark], [data-score], [data-choice]') ?? null;
    const next = nextOpen(form, row);
    if (next) goTo(next);
    else if (mayCast && cast.current) form.requestSubmit(cast.current);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      goOn(true);
      return;
    }
    const target = event.target as HTMLElement;
    if (event.key === 'Enter' && target instanceof HTMLInputElement) {
      // Enter casts the vote where the vote is chosen, and elsewhere goes on.
      event.preventDefault();
      if (target.closest('[data-choice]') && cast.current) target.form?.requestSubmit(cast.current);
      else goOn(false);
    } else if (pressKey(target, event.key)) event.preventDefault();
  };
  return (
    <div
      ref={place}
      className="desk grid gap-8"
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const row = (target as Element).closest('[data-add-why]')?.closest<HTMLElement>('[data-score]');
        if (!row) return;
        row.dataset['open'] = '';
        row.querySelector<HTMLInputElement>('input[type="text"]')?.focus();
      }}
    >
      {children}
      <div className="desk-bar no-print" data-step="coverage rubric vote">
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 text-sm">
          {outcomeIds.length > 0 && (
            <a href="#coverage" className="link-plain">
              <span className="font-medium">{t('coverage')}</span>{' '}
              <span className="tabular text-soft">{t('of', { done: marked, all: outcomeIds.length })}</span>
            </a>
          )}
          <a href="#rubric" className="link-plain">
            <span className="font-medium">{t('rubric')}</span>{' '}
            <span className="tabular text-soft">
              {reasons > 0 ? t('reasonsOpen', { count: reasons }) : t('of', { done, all: neededScores })}
            </span>
          </a>
          <span
            role="status"
            className={saving.status === 'refused' ? 'font-medium text-suspended' : 'text-soft'}
          >
            {saving.status === 'refused'
              ? t('notSaved', { why: saving.message })
              : saving.status === 'idle'
                ? ''
                : t(saving.status)}
          </span>
        </p>
        <div className="flex flex-wrap items-center gap-3">
          {mayVote && <span className="max-w-80 text-sm text-soft max-lg:hidden">{effect}</span>}
          <Button
            size="small"
            className="with-script"
            onClick={() => goOn(false)}
            aria-keyshortcuts="Control+Enter"
          >
            {t('next')}
          </Button>
          {mayVote && (
            <Button ref={cast} type="submit" size="small" tone="primary" aria-disabled={pending || undefined}>
              {pending ? ui('pending') : ballot(hasVoted ? 'change' : 'submit')}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
