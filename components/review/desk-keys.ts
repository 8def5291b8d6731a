/**
 * The keys of the form of a judgement, and what in it is still open. Keys do something only on the choices that they are about, so that
 * none is pressed by accident (WCAG 2.1.4): 1 to 9 the certificate's outcome, F, P and N how far, 0 to 3 a score, 1 to 4 the vote.
 */
const checked = (row: Element, what: string) =>
  row.querySelector<HTMLInputElement>(`input[${what}]:checked`) ?? null;
const wordsIn = (row: Element) =>
  row.querySelector<HTMLInputElement>('input[type="text"], input:not([type])')?.value.trim() ?? '';
const hasPlace = (row: Element) =>
  wordsIn(row) !== '' ||
  (checked(row, 'data-place')?.value ?? row.querySelector('select')?.value ?? '') !== '';
const isCovered = (row: Element) => {
  const level = checked(row, 'data-level')?.value;
  return level === 'full' || level === 'partial';
};

/** Rows that are marked as covered without a place. */
export function placelessRows(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-mark]')].filter(
    (row) => isCovered(row) && !hasPlace(row),
  );
}

/** What of a score's row still asks for a reason. */
function lacksReason(row: HTMLElement): boolean {
  const score = checked(row, 'type="radio"')?.value;
  return score !== undefined && (row.dataset['asks'] ?? '').split(' ').includes(score) && wordsIn(row) === '';
}

function isOpen(row: HTMLElement): boolean {
  if (row.dataset['mark'] !== undefined)
    return checked(row, 'data-level') === null || (isCovered(row) && !hasPlace(row));
  if (row.dataset['score'] !== undefined)
    return (row.dataset['score'] !== 'optional' && checked(row, 'type="radio"') === null) || lacksReason(row);
  return checked(row, 'name="choice"') === null;
}

const rowsOf = (form: HTMLFormElement) => [
  ...form.querySelectorAll<HTMLElement>('[data-mark], [data-score], [data-choice]'),
];

/** The first thing that is open behind a row, then from the beginning; null where nothing is. */
export function nextOpen(form: HTMLFormElement, after: Element | null): HTMLElement | null {
  const rows = rowsOf(form);
  const at = after === null ? -1 : rows.findIndex((row) => row === after);
  const inOrder = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return (
    inOrder.find((row) => isOpen(row) && row.dataset['choice'] === undefined) ?? inOrder.find(isOpen) ?? null
  );
}

/** Puts the focus on what a row asks for next. */
export function goTo(row: HTMLElement): void {
  const wanted =
    lacksReason(row) || (row.dataset['mark'] !== undefined && checked(row, 'data-place')?.value === '')
      ? row.querySelector<HTMLElement>('input[type="text"], input:not([type])')
      : (checked(row, 'type="radio"') ?? row.querySelector<HTMLElement>('input[type="radio"], select'));
  const step = row.closest<HTMLElement>('[data-step]')?.dataset['step']?.split(' ')[0];
  if (step !== undefined) row.dispatchEvent(new CustomEvent('case-step', { bubbles: true, detail: step }));
  const take = () => {
    wanted?.focus();
    row.scrollIntoView({ block: 'nearest' });
  };
  // A step that was out of sight is drawn first.
  if (row.getClientRects().length > 0) take();
  else requestAnimationFrame(take);
}

function press(row: Element, selector: string): boolean {
  const found = row.querySelector<HTMLInputElement>(`input${selector}`);
  if (!found) return false;
  found.focus();
  found.click();
  return true;
}

/** Does what a key says on the choice that has the focus. @returns whether it said something there */
export function pressKey(target: HTMLElement, key: string): boolean {
  if (!(target instanceof HTMLInputElement) || target.type !== 'radio' || target.form === null) return false;
  const row = target.closest<HTMLElement>('[data-mark], [data-score], [data-choice]');
  if (!row) return false;
  const letters: Record<string, string> = { f: 'full', p: 'partial', n: 'none', 0: 'none' };
  const level = letters[key.toLowerCase()];
  const isDone =
    row.dataset['mark'] !== undefined
      ? level !== undefined
        ? press(row, `[data-level='${level}']`)
        : /^[1-9]$/.test(key) && press(row, `[data-place='${key}']`)
      : row.dataset['score'] !== undefined
        ? /^[0-3]$/.test(key) && press(row, `[value='${key}']`)
        : /^[1-4]$/.test(key) && press(row, `[data-vote='${key}']`);
  if (!isDone) return false;
  if (row.dataset['choice'] !== undefined) return true;
  if (isOpen(row)) goTo(row);
  else {
    const next = nextOpen(target.form, row);
    if (next) goTo(next);
  }
  return true;
}
