'use client';

/**
 * Dialog: the browser's own modal. Props: trigger (words of the button that opens it), title, closeWord, tone?, size?, children.
 * For anything that must work without JavaScript use ConfirmButton or Disclosure instead.
 */
import { useId, useRef } from 'react';
import { Button } from './button';
import type { ButtonSize, ButtonTone } from './button-class';
import { Icon } from './icon';

export type DialogProps = { trigger: React.ReactNode; title: React.ReactNode; closeWord: string; tone?: ButtonTone; size?: ButtonSize; children: React.ReactNode };

export function Dialog({ trigger, title, closeWord, tone = 'secondary', size = 'normal', children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Button tone={tone} size={size} aria-haspopup="dialog" onClick={() => ref.current?.showModal()}>
        {trigger}
      </Button>
      <dialog ref={ref} aria-labelledby={titleId} className="dialog">
        <div className="flex items-start justify-between gap-6 border-b border-line px-6 py-4">
          <h2 id={titleId} className="serif text-xl">
            {title}
          </h2>
          <Button tone="quiet" size="small" aria-label={closeWord} className="-mr-2" onClick={() => ref.current?.close()}>
            <Icon name="cross" />
          </Button>
        </div>
        <div className="px-6 py-5">{children}</div>
      </dialog>
    </>
  );
}
