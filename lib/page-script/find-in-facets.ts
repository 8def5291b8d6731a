/** Of the values at hand only those that are called so stay in sight while one types. */
function narrow(field: HTMLInputElement): void {
  const wanted = field.value.trim().toLocaleLowerCase();
  const group = field.closest('fieldset');
  // What is folded away is looked through as well.
  if (wanted !== '') group?.querySelector('details')?.setAttribute('open', '');
  for (const choice of group?.querySelectorAll<HTMLElement>('.choice') ?? [])
    choice.hidden =
      !(choice.textContent ?? '').toLocaleLowerCase().includes(wanted) &&
      choice.querySelector(':checked') === null;
}

/** Fields marked `data-find-in` narrow the choices beside them, and Enter presses their own button: else it would press the first of the form. */
export function findInFacets(): void {
  const fieldOf = ({ target }: Event) =>
    target instanceof HTMLInputElement && target.dataset['findIn'] !== undefined ? target : null;
  document.addEventListener('input', (event) => {
    const field = fieldOf(event);
    if (field !== null) narrow(field);
  });
  document.addEventListener('keydown', (event) => {
    const field = event.key === 'Enter' ? fieldOf(event) : null;
    if (field === null) return;
    event.preventDefault();
    field.parentElement?.querySelector('button')?.click();
  });
}
