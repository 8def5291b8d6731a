'use client';

/**
 * EstimateFrame: className?, children. A GET form to /estimate. With JavaScript the page changes around it while one types: the focus and the
 * place stay, what was just added gets the focus, and choosing an institution brings its programs.
 */
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';

/** Quiet in typing before the estimate follows. @units milliseconds */
const pause = 400;

export function EstimateFrame({ className, children }: { className?: string; children: React.ReactNode }) {
  const router = useRouter();
  const parameters = useSearchParams().toString();
  const form = useRef<HTMLFormElement>(null);
  const pressed = useRef<string | null>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isPending, start] = useTransition();
  useEffect(() => () => clearTimeout(typing.current), []);

  useEffect(() => {
    const [name, own] = [pressed.current, form.current];
    pressed.current = null;
    if (name === null || own === null) return;
    if (name === 'add') {
      const words = own.elements.namedItem('q');
      if (words instanceof HTMLInputElement) words.value = '';
      // The one that was added last stands first.
      const added = own.querySelector<HTMLElement>('[data-holding]');
      added?.querySelector<HTMLElement>('input:not([type=hidden])')?.focus();
      added?.scrollIntoView({ block: 'nearest' });
    } else if (document.activeElement === document.body)
      own.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }, [parameters]);

  const go = (submitter: HTMLElement | null, name: string | null) => {
    clearTimeout(typing.current);
    const given = new FormData(form.current ?? undefined, submitter);
    const query = new URLSearchParams();
    for (const [key, value] of given) if (typeof value === 'string' && value !== '') query.append(key, value);
    const added = query.get('add');
    if (added !== null) {
      // The address that the server would lead to: a redirect would build the page anew, and the focus would be gone.
      const held = form.current?.querySelectorAll('[data-holding]').length ?? 0;
      query.delete('add');
      query.delete('q');
      query.append(`mc${held + 1}`, added);
    }
    pressed.current = name;
    const address = `/estimate?${query}`;
    // What is typed letter by letter is one step back, not one for each letter.
    start(() =>
      name === null ? router.replace(address, { scroll: false }) : router.push(address, { scroll: false }),
    );
  };
  const follow = () => {
    clearTimeout(typing.current);
    // Before anything is held nothing could follow, and whoever looks for the next certificate is not done.
    if (form.current?.querySelector('[data-holding]') != null)
      typing.current = setTimeout(() => go(null, null), pause);
  };
  return (
    <form
      ref={form}
      action="/estimate"
      method="get"
      className={className}
      aria-busy={isPending}
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        go(submitter, submitter?.getAttribute('name') ?? '');
      }}
      onKeyDown={(event) => {
        const { key, target } = event;
        const words = form.current?.elements.namedItem('q');
        if (key !== 'Enter' || !(target instanceof HTMLInputElement) || !(words instanceof HTMLInputElement))
          return;
        if (target.type === 'checkbox' || target.closest('[data-holding]') === null) return;
        // All that is known of this certificate has been said: the next one.
        event.preventDefault();
        go(null, null);
        words.focus();
      }}
      onClick={({ target }) => {
        // What is taken away takes the focus with it.
        if (target instanceof Element && target.closest('a[data-remove]')) pressed.current = 'q';
      }}
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement) return go(null, target.name);
        if (target instanceof HTMLInputElement && target.name !== 'q') follow();
        return undefined;
      }}
    >
      {children}
    </form>
  );
}
