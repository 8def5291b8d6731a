/** The page number in an address; anything else is the first page. */
export function pageIn(found: string | string[] | undefined): number {
  return typeof found === 'string' && /^[1-9]\d{0,5}$/.test(found) ? Number(found) : 1;
}
