'use client';

/** LeftAnswer: no props. What a form was answered with that left the page by it, until somebody goes elsewhere. */
import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { AnswerLines } from '@/components/ui/answer-lines';
import { forgetAnswer, useLastAnswer } from '@/components/ui/last-answer';
import { Notice } from '@/components/ui/notice';

export function LeftAnswer() {
  const answer = useLastAnswer();
  const [pathname, search] = [usePathname(), useSearchParams().toString()];
  useEffect(() => forgetAnswer, [pathname, search]);
  if (answer === null || !answer.isFormGone || answer.pathname !== pathname) return null;
  return (
    <div className="page pb-0!">
      <Notice tone={answer.tone} live title={answer.title}>
        {answer.lines.length > 0 && <AnswerLines lines={answer.lines} />}
      </Notice>
    </div>
  );
}
