import type { Knowledge } from './read-knowledge';
import { titleWords } from './words';

/** For each title the target that is called the same, however it is written: a course before a collective place, null where there is none. */
export function sameTitles({ targets }: Knowledge, titles: readonly string[]): (string | null)[] {
  const wanted = titles.map((title) => titleWords(title).join(' '));
  const found = new Map<string, { id: string; isCourse: boolean }>();
  for (const { title, id, kind } of targets) {
    if (title === '' || !wanted.includes(title)) continue;
    const isCourse = kind === 'course';
    if (!found.has(title) || (isCourse && !found.get(title)!.isCourse)) found.set(title, { id, isCourse });
  }
  return wanted.map((title) => found.get(title)?.id ?? null);
}
