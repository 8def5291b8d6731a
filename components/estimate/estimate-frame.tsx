'use client';

/**
 * EstimateFrame: className?, children. A GET form to /estimate. With JavaScript the page changes around it: the focus and the place stay,
 * what was just added gets the focus, and choosing an institution brings its programs.
 */
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';

export function EstimateFrame({ className, children }: { className?: string; children: React.ReactNode }) {
  const router = useRouter();
  const parameters = useSearchParams().toString();
  const form = useRef<HTMLFormElement>(null);
  const pressed = useRef<string | null>(null);
  const [isPending, start] = useTransition();

  useEffect(() => {
    const [name, own] = [pressed.current, form.current];
    pressed.current = null;
    if (name === null || own === null) return;
    if (name === 'add') {
      const words = own.elements.namedItem('q');
      if (words instanceof HTMLInputElement) words.value = '';
      const added = [...own.querySelectorAll<HTMLElement>('[data-holding]')].at(-1);
      added?.querySelector<HTMLElement>('input:not([type=hidden])')?.focus();
      added?.scrollIntoView({ block: 'nearest' });
    } else if (document.activeElement === document.body)
      own.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
  }, [parameters]);

  const go = (submitter: HTMLElement | null, name: string) => {
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
    start(() => router.push(`/estimate?${query}`, { scroll: false }));
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
      onClick={({ target }) => {
        // What is taken away takes the focus with it.
        if (target instanceof Element && target.closest('a[data-remove]')) pressed.current = 'q';
      }}
      onChange={({ target }) => {
        if (target instanceof HTMLSelectElement && target.name === 'institution') go(null, 'institution');
      }}
    >
      {children}
    </form>
  );
}
