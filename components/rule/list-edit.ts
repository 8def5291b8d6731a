/** The list with one place changed. */
export function changed<T>(list: readonly T[], index: number, change: Partial<T>): T[] {
  return list.map((one, at) => (at === index ? { ...one, ...change } : one));
}

/** The list without one place. */
export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}

/** A row that goes takes its button along, and would take the focus: what adds a row to the same list gets it. */
export function leaveRow({ currentTarget }: { currentTarget: HTMLElement }): void {
  currentTarget
    .closest('[data-row]')
    ?.parentElement?.closest('[data-rows]')
    ?.querySelector<HTMLElement>(':scope > [data-adds], :scope > div > [data-adds]')
    ?.focus();
}
