import type { RawParameters } from './search-query';

/** The parameters of an address in the form that pages get them: one text, or several when a name is repeated. */
export function parametersOf(search: URLSearchParams): RawParameters {
  const found = new Map<string, string | string[]>();
  for (const [name, value] of search) {
    const earlier = found.get(name);
    if (earlier === undefined) found.set(name, value);
    else if (typeof earlier === 'string') found.set(name, [earlier, value]);
    else earlier.push(value);
  }
  return Object.fromEntries(found);
}
