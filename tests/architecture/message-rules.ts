import { IntlMessageFormat } from 'intl-messageformat';

/** Messages that are empty, no text, or no valid ICU message. */
export function badMessages(tree: unknown, at = ''): string[] {
  if (typeof tree === 'object' && tree !== null && !Array.isArray(tree))
    return Object.entries(tree).flatMap(([key, value]) =>
      badMessages(value, at === '' ? key : `${at}.${key}`),
    );
  if (typeof tree !== 'string') return [`${at}: is no text`];
  if (tree.trim() === '') return [`${at}: is empty`];
  try {
    new IntlMessageFormat(tree, 'en');
    return [];
  } catch (error) {
    return [`${at}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
