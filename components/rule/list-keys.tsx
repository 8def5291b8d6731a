'use client';

/**
 * ListKeys: children. While the focus is in the list, j and k move through the links marked data-row-link, Enter follows as everywhere,
 * x ticks the row, / goes to the field #words. Not elsewhere on the page: who dictates would set them off by speaking.
 */
// @source WCAG 2.2, 2.1.4 Character key shortcuts: active only on focus
import { useRef, type KeyboardEvent } from 'react';

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    /^(input|select|textarea)$/i.test(target.tagName) &&
    !(target instanceof HTMLInputElement && target.type === 'checkbox')
  );
}

export function ListKeys({ children }: { children: React.ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const row = document.activeElement?.closest('tr');
    const at = links.findIndex(
      (link) =>
        link === document.activeElement || (row !== null && row !== undefined && link.closest('tr') === row),
    );
    if (event.key === 'j') links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === 'k') links[Math.max(at - 1, 0)]?.focus();
    else if (event.key === 'x')
      links[at]?.closest('tr')?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    else if (event.key === '/') document.getElementById('words')?.focus();
    else return;
    event.preventDefault();
  }
  return (
    <div ref={list} onKeyDown={press}>
      {children}
    </div>
  );
}
