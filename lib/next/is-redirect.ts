/** Whether what an action threw leads on to another page, as the framework marks it: then it was carried out. */
export function isRedirect(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'digest' in error &&
    String(error.digest).startsWith('NEXT_REDIRECT;')
  );
}
