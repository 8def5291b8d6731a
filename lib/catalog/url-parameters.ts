import type { RawParameters } from './search-query';

/** The parameters of an address in the form that pages get them: one text, or several when a name is repeated. */
export function parametersOf(search: URLSearchParams): RawParameters {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of search) {
    const earlier = found.get(name);
    found.set(
      name,
      earlier === undefined ? value : [...(typeof earlier === 'string' ? [earlier] : earlier), value],
    );
  }
  return Object.fromEntries(found);
}
