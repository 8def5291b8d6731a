import { foldedName } from '@/lib/micro-credential/natural-key';
import { type Note, noteOf } from './note';

/**
 * How a row names a certificate: by the word in its address, its identifier here, the address of its page, the number of a
 * recommendation, or its title, and then who provides it where the row says so.
 */
export interface CertificateName {
  named: string;
  provider: string | null;
}

/** An entry of the catalog that a name may mean, and by what it is found. */
export interface NamedEntry {
  by: 'word' | 'id' | 'page' | 'number' | 'title';
  slug: string;
  naturalKey: string;
  title: string;
  provider: string;
  /** Other names of its provider, and providers that entries name which were merged into it. */
  alsoProviders?: readonly string[];
}

/** Entries of one name that are looked at; where there may be more, those that were not looked at could be meant, and none is chosen. */
export const mostOfOne = 20;
/** Entries that are told to whoever has to choose. */
const mostCandidates = 5;

/** One text for one name, whatever the letters and blanks. The word in an address stands as it is, as keys of decisions have it. */
export function nameKeyOf({ named, provider }: CertificateName): string {
  return provider === null ? `slug:${named}` : `slug:${named}@${foldedName(provider)}`;
}

/**
 * The one entry that a name means, or why none can be chosen. Its word in the address is its own and goes before all else, unless the
 * row says a provider that is not its; of several others, those of the provider count.
 * @refuses `sources/not-listed` · `sources/other-provider` · `sources/ambiguous`, each candidate as `sources/candidate`
 */
export function entryMeant(
  { named, provider }: CertificateName,
  found: readonly NamedEntry[],
): { entry: NamedEntry } | { notes: Note[] } {
  const distinct = [...new Map(found.map((entry) => [entry.slug, entry])).values()];
  const fitting = distinct.filter(
    (entry) =>
      provider === null ||
      [entry.provider, ...(entry.alsoProviders ?? [])].some(
        (one) => foldedName(one) === foldedName(provider),
      ),
  );
  const exact = fitting.find(({ slug }) => slug === named);
  const [only] = exact ? [exact] : fitting;
  const isCut = found.length >= mostOfOne;
  if (only && (exact || (fitting.length === 1 && !isCut))) return { entry: only };
  if (distinct.length === 0) return { notes: [noteOf('sources/not-listed', { slug: named })] };
  const candidates = (fitting.length > 0 ? fitting : distinct).slice(0, mostCandidates);
  return {
    notes: [
      fitting.length > 0 || isCut
        ? noteOf('sources/ambiguous', { named, count: isCut ? found.length : fitting.length })
        : noteOf('sources/other-provider', { named, provider: provider ?? '' }),
      ...candidates.map(({ title, provider, slug }) =>
        noteOf('sources/candidate', { title, provider, slug }),
      ),
    ],
  };
}
