'use client';

/**
 * CaseSteps: steps ({id, label}), label, children. On a phone a case is gone through in steps, one in sight at a time; parts of the page say with
 * data-step to which they belong, and a link to something in a part leads to its step. On wide screens, in print and without script all is there.
 */
import { useEffect, useRef, useState } from 'react';

type Props = {
  label: string;
  steps: readonly { id: string; label: string }[];
  children: React.ReactNode;
};

/** The step that something on the page belongs to; null where it belongs to none, or is not there. */
function stepOf(hash: string, known: readonly string[]): string | null {
  const name = decodeURIComponent(hash.replace(/^#/, ''));
  if (known.includes(name)) return name;
  const part = name === '' ? null : document.getElementById(name)?.closest<HTMLElement>('[data-step]');
  return part?.dataset['step']?.split(' ').find((step) => known.includes(step)) ?? null;
}

export function CaseSteps({ label, steps, children }: Props) {
  const own = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string | null>(null);
  const ids = steps.map(({ id }) => id).join(' ');
  useEffect(() => {
    const known = ids.split(' ');
    const follow = () => setAt((now) => stepOf(location.hash, known) ?? now ?? known[0] ?? null);
    // What takes the focus is looked for as well: by keys one goes on from step to step.
    const onFocus = ({ target }: FocusEvent) => {
      const part = (target as Element | null)?.closest<HTMLElement>('[data-step]');
      const [step, ...more] = part?.dataset['step']?.split(' ') ?? [];
      if (step !== undefined && more.length === 0 && known.includes(step)) setAt(step);
    };
    const onGo = ({ detail }: CustomEvent<string>) => {
      if (known.includes(detail)) setAt(detail);
    };
    const root = own.current;
    follow();
    addEventListener('hashchange', follow);
    root?.addEventListener('focusin', onFocus);
    root?.addEventListener('case-step', onGo as EventListener);
    return () => {
      removeEventListener('hashchange', follow);
      root?.removeEventListener('focusin', onFocus);
      root?.removeEventListener('case-step', onGo as EventListener);
    };
  }, [ids]);
  return (
    <div ref={own} className="case-steps" data-at={at ?? undefined}>
      <nav aria-label={label} className="step-nav no-print">
        {steps.map((step) => (
          <a key={step.id} href={`#${step.id}`} aria-current={step.id === at ? 'step' : undefined}>
            {step.label}
          </a>
        ))}
      </nav>
      {children}
    </div>
  );
}
