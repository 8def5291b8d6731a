/** A search that a visitor keeps in their browser, and what of its results they have seen. */
export interface KeptSearch {
  name: string;
  /** Its address, without a page. */
  address: string;
  /** The marks of the results that were there when it was opened last. */
  seen: string;
  /** How many were new when it was looked at last. */
  fresh: number;
  /** When that was. @units milliseconds since 1970 */
  lookedAt: number;
}

/** @units searches kept in one browser · characters of a name · results of a search that are told apart · characters of a mark */
export const keptMost = { searches: 10, name: 80, results: 1_000, mark: 8 };
/** A search that was looked at is looked at again no sooner. @units milliseconds */
export const lookEvery = 600_000;

/** By what a result is known as seen: a part of its id, which tells a few thousand apart. */
export function markOf(id: string): string {
  return id.slice(0, keptMost.mark);
}

/** The searches that a browser has kept. Total: what is no kept search is left out, whoever wrote it. */
export function readKept(text: string | null): KeptSearch[] {
  let read: unknown;
  try {
    read = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(read) ? read.filter(isKept).slice(0, keptMost.searches) : [];
}

function isKept(one: unknown): one is KeptSearch {
  const { name, address, seen, fresh, lookedAt } = (one ?? {}) as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    // Of this site and of this page: what a browser keeps may have been put there by anybody who used it.
    typeof address === 'string' &&
    /^\/catalog\?[^#]{1,4000}$/.test(address) &&
    typeof seen === 'string' &&
    /^[0-9a-f]*$/.test(seen) &&
    typeof fresh === 'number' &&
    typeof lookedAt === 'number'
  );
}

/** The searches with one more, or with another name for one that is kept already; the oldest gives way. */
export function withKept(kept: readonly KeptSearch[], one: KeptSearch): KeptSearch[] {
  const name = one.name.trim().slice(0, keptMost.name);
  const others = kept.filter(({ address }) => address !== one.address);
  return [{ ...one, name }, ...others].slice(0, keptMost.searches);
}

/** The marks among those of now that were not seen. */
export function newMarks(seen: string, now: string): string[] {
  const known = new Set(split(seen));
  return split(now).filter((mark) => !known.has(mark));
}

/**
 * The marks that are seen once a page of results was shown: those seen before that are still found, and those of its rows. What is new and
 * stands on another page stays new.
 */
export function seenAfter(seen: string, now: string, shown: ReadonlySet<string>): string {
  const known = new Set(split(seen));
  return split(now)
    .filter((mark) => known.has(mark) || shown.has(mark))
    .join('');
}

function split(marks: string): string[] {
  return Array.from({ length: Math.floor(marks.length / keptMost.mark) }, (_, at) =>
    marks.slice(at * keptMost.mark, (at + 1) * keptMost.mark),
  );
}
