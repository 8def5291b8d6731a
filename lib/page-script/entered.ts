type Entry = HTMLInputElement | HTMLSelectElement;

/** The fields of a form that somebody enters something in, each under what it is about: of a certificate, its word and the kind of field. */
function fieldsOf(form: HTMLFormElement): Map<string, Entry> {
  const fields = new Map<string, Entry>();
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    if (field.name === '' || field.type === 'hidden') continue;
    // Certificates are numbered by their place, which changes as one is taken away.
    const holding = field.closest<HTMLElement>('[data-holding]');
    const key =
      holding === null
        ? field.name
        : `${wordOf(holding)} ${field.name.slice(0, -(holding.dataset['holding'] ?? '').length)}`;
    if (!fields.has(key)) fields.set(key, field);
  }
  return fields;
}

/** The word of the certificate that these fields are about. */
export function wordOf(holding: Element): string {
  return holding.querySelector<HTMLInputElement>('input[type=hidden][name^=mc]')?.value ?? '';
}

const valueOf = (field: Entry) =>
  field instanceof HTMLInputElement && field.type === 'checkbox' ? String(field.checked) : field.value;

/** What stands in the fields of a form by now. */
export function entered(form: HTMLFormElement): ReadonlyMap<string, string> {
  return new Map([...fieldsOf(form)].map(([key, field]) => [key, valueOf(field)]));
}

/** Whether anything else stands in the fields than what the page came with: a browser puts back what was typed before. */
export function differsFromPage(form: HTMLFormElement): boolean {
  return [...fieldsOf(form).values()].some((field) =>
    field instanceof HTMLSelectElement
      ? field.selectedIndex !==
        Math.max(
          0,
          [...field.options].findIndex(({ defaultSelected }) => defaultSelected),
        )
      : field.type === 'checkbox'
        ? field.checked !== field.defaultChecked
        : field.value !== field.defaultValue,
  );
}

/** Puts back what was entered otherwise than at first, where there still is a field for it. Returns whether there was any. */
export function putBack(
  form: HTMLFormElement,
  first: ReadonlyMap<string, string>,
  last: ReadonlyMap<string, string>,
): boolean {
  const fields = fieldsOf(form);
  let isAny = false;
  for (const [key, value] of last) {
    const field = fields.get(key);
    if (field === undefined || first.get(key) === value || valueOf(field) === value) continue;
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value === 'true';
    else field.value = value;
    isAny = true;
  }
  return isAny;
}
