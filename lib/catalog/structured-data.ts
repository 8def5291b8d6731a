/** As much of an entry as search engines are told. */
export interface DescribedEntry {
  title: string;
  provider: string;
  language: string | null;
  levelLabel: string | null;
  url: string | null;
  skills: readonly string[];
}

/** The entry in the words of schema.org. What institutions decide is not in it: that has no meaning without its conditions. @source schema.org/EducationalOccupationalCredential */
export function describeEntry({
  title,
  provider,
  language,
  levelLabel,
  url,
  skills,
}: DescribedEntry): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    name: title,
    provider: { '@type': 'Organization', name: provider },
    ...(language !== null && { inLanguage: language }),
    ...(levelLabel !== null && { educationalLevel: levelLabel }),
    ...(url !== null && { url }),
    ...(skills.length > 0 && { competencyRequired: [...skills] }),
  };
}

/** JSON that is safe inside a script element: no character of it can start a tag, a comment or a line. @source docs/security.md, "Abuse cases", 17 */
export function escapeForScript(data: object): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
