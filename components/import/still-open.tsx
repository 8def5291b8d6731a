'use client';

/**
 * StillOpen: in a form, what has to be said before it can be sent on. Props: title, said ({sentence, answers?: fields any of which answers it
 * once a column or one value for all rows gives it, control?: the name of what answers it}). What is answered leaves as soon as it is.
 */
import { useEffect, useRef, useState } from 'react';
import { Notice } from '@/components/ui/notice';

export interface OpenSentence {
  sentence: string;
  answers?: readonly string[];
  control?: string;
}

/** Fields that the form gives as it stands, and the names of what is chosen in it. */
function givenIn(form: HTMLFormElement): Set<string> {
  const entered = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, value] as const] : [],
  );
  const values = new Map(entered);
  return new Set(
    entered.flatMap(([name, value]) => {
      if (name.startsWith('columns.')) return [value];
      if (!name.startsWith('constants.') || !name.endsWith('.column')) return [name];
      return values.has(name.replace(/column$/, 'value')) ? [value] : [];
    }),
  );
}

export function StillOpen({ title, said }: { title: string; said: readonly OpenSentence[] }) {
  const mark = useRef<HTMLDivElement>(null);
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return undefined;
    const look = () => setGiven(givenIn(form));
    look();
    form.addEventListener('input', look);
    return () => form.removeEventListener('input', look);
  }, []);
  const open = said.filter(
    ({ answers = [], control = '' }) => ![...answers, control].some((one) => given.has(one)),
  );
  return (
    <div ref={mark}>
      {open.length > 0 && (
        <Notice tone="warning" title={title}>
          <ul className="grid list-disc gap-1 pl-5">
            {open.map(({ sentence }) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
