import { titleKey } from '@/lib/search/title-key';
import { fewestLetters } from './suggestion';

/** Of some institutions those that may be meant: the text begins a word of the name, or of the short one; none for what is too short to say. */
export function institutionsCalled<Named extends { name: string; shortName: string }>(
  institutions: readonly Named[],
  text: string,
): Named[] {
  const start = titleKey(text);
  if (start.length < fewestLetters) return [];
  return institutions.filter(({ name, shortName }) =>
    ` ${titleKey(name)} ${titleKey(shortName)}`.includes(` ${start}`),
  );
}
