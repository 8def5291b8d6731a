import type { ChangeClass } from './rule-version';

const editorial = ['title', 'publicNote', 'internalNote', 'basis.changedBecause', 'basis.otherwiseBecause'];
const dates = ['definition.claimWindow', 'definition.termWindow', 'definition.credentialWindow'];

/**
 * What kind of change a change at this path is: words only, dates only, or what is decided. When a credential window is
 * counted differently (its basis), that is more than a date.
 * @source docs/domain.md §4.8: editorial (registrar), dates only (registrar and chair), substantive (full review)
 */
export function classOfPath(path: string): ChangeClass {
  if (editorial.some((start) => isUnder(path, start))) return 'editorial';
  if (path !== 'definition.credentialWindow.basis' && dates.some((start) => isUnder(path, start)))
    return 'dates';
  return 'substantive';
}

/** The strongest of the classes; no change at all is editorial. */
export function strongestClass(classes: readonly ChangeClass[]): ChangeClass {
  if (classes.includes('substantive')) return 'substantive';
  return classes.includes('dates') ? 'dates' : 'editorial';
}

function isUnder(path: string, start: string): boolean {
  return path === start || path.startsWith(`${start}.`);
}
