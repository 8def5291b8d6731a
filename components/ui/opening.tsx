'use client';

/**
 * Opening: summary, fields (names of what it holds, or how they begin), isFaulty? (for another reason), className?, line?, children. Folds fields away, and opens by itself where one of
 * them holds an error or was saved otherwise by somebody else. What was opened stays open until it is closed by hand. A native <details>.
 */
import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { errorsOf, isStale, useFormState, type ActionState } from './form-state';
import { Icon } from './icon';

type Props = {
  summary: React.ReactNode;
  fields: readonly string[];
  isFaulty?: boolean;
  className?: string;
  /** Another look of the line that is pressed; without, it is a link with an arrow. */
  line?: (summary: React.ReactNode) => React.ReactNode;
  children: React.ReactNode;
};

function holdsError(state: ActionState | undefined, fields: readonly string[]): boolean {
  return Object.keys(state?.fieldErrors ?? {}).some(
    (name) =>
      errorsOf(state, name).length > 0 && fields.some((one) => name === one || name.startsWith(`${one}.`)),
  );
}

export function Opening({ summary, fields, isFaulty = false, className, line, children }: Props) {
  const state = useFormState()?.state;
  const own = useRef<HTMLDetailsElement>(null);
  const hasError = holdsError(state, fields);
  // Which field was saved otherwise is known once it stands beside it, or at once where no script asks.
  const [isOpen, setOpen] = useState(hasError || isFaulty || isStale(state));
  const [seen, setSeen] = useState({ state, isFaulty });
  if (seen.state !== state || seen.isFaulty !== isFaulty) {
    setSeen({ state, isFaulty });
    if ((seen.state !== state && hasError) || (isFaulty && !seen.isFaulty)) setOpen(true);
  }
  useEffect(() => {
    const stale = isStale(state);
    const details = own.current;
    if (!stale || details === null) return undefined;
    const look = () => details.querySelector('[data-theirs]') !== null && setOpen(true);
    look();
    const observer = new MutationObserver(look);
    observer.observe(details, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [state]);
  return (
    <details
      ref={own}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className={clsx('group', className)}
    >
      {line === undefined ? (
        <summary className="inline-flex min-h-8 items-center gap-2 rounded text-accent hover:text-accent-strong">
          <Icon name="right" className="size-3 shrink-0 group-open:rotate-90" />
          <span className="underline decoration-1 underline-offset-4">{summary}</span>
        </summary>
      ) : (
        line(summary)
      )}
      <div className="pt-3">{children}</div>
    </details>
  );
}
