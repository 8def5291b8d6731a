/** The address of the rules by which an institution decides: those in force, or those of one version. */
export function policiesHref(institution: string, version?: number): string {
  return `/institutions/${institution}/policies${version === undefined ? '' : `?version=${version}`}`;
}

/** The version that the address of that page asks for; null: the one in force. What is no number asks for one that nobody has: 0. */
export function askedVersion(given: string | readonly string[] | undefined): number | null {
  const one = [given ?? []].flat()[0] ?? '';
  if (one === '') return null;
  return /^[1-9]\d{0,5}$/.test(one) ? Number(one) : 0;
}
