/** The ticks of the page, and those that are carried from other pages. */
function ticked(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>('input[name="compare"]')].flatMap((one) =>
    one.checked || one.type === 'hidden' ? [one.value] : [],
  );
}

function withTicks(address: string): URL {
  const url = new URL(address, location.href);
  url.searchParams.delete('compare');
  for (const slug of ticked()) url.searchParams.append('compare', slug);
  return url;
}

/**
 * What is ticked to be compared goes along where a plain link leads to another search, and stands in the address, so that coming back finds
 * it. Without script the buttons of the form take it along, and plain links do not.
 */
export function keepTicks(): void {
  const boxes = document.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="compare"]');
  if (boxes.length === 0) return;
  // The page that a step back brings is the one from before anything was ticked.
  const kept = new URL(location.href).searchParams.getAll('compare');
  for (const box of boxes) if (kept.includes(box.value)) box.checked = true;
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'compare')
      history.replaceState(history.state, '', withTicks(location.href));
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.pathname !== '/catalog' || link.dataset['forget'] !== undefined) return;
    link.href = withTicks(link.href).href;
  });
}
