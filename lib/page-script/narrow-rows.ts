import { hasAllWords } from '@/lib/catalog/has-all-words';

/** A field marked `data-narrows` leaves in sight the rows that are called so (`data-called`) while one types, and says how many; its address follows. */
export function narrowRows(): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset['narrows'] === undefined) return;
    const typed = target.value.trim();
    const rows = [...document.querySelectorAll<HTMLElement>('[data-called]')].map((called) => {
      const isShown = hasAllWords(called.dataset['called'] ?? '', typed);
      called.closest('tr')?.classList.toggle('hidden', !isShown);
      return isShown;
    });
    const status = document.querySelector<HTMLElement>('[data-narrowed]');
    const shown = rows.filter(Boolean).length;
    if (status !== null)
      status.textContent =
        typed === ''
          ? ''
          : (status.dataset['narrowed'] ?? '').replace(
              '#',
              shown.toLocaleString(document.documentElement.lang),
            );
    const address = new URL(location.href);
    if (typed === '') address.searchParams.delete(target.name);
    else address.searchParams.set(target.name, typed);
    history.replaceState(history.state, '', address);
  });
}
