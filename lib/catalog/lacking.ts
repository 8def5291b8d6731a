/** What an estimate still lacks to be one: both, a certificate, one that the catalog knows, or the institution. */
export function lackingFor({
  holdings,
  institution,
}: {
  holdings: readonly { entry: unknown }[];
  institution: unknown;
}): 'both' | 'certificate' | 'known' | 'institution' {
  if (holdings.some(({ entry }) => entry !== null)) return 'institution';
  if (holdings.length > 0) return 'known';
  return institution === null ? 'both' : 'certificate';
}
