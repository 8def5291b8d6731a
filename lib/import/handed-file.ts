/** The largest file that is kept with its batch, and so can be handed in on a page. @units bytes */
export const mostKept = 10_000_000;

/**
 * Why a file that a form sends cannot be taken, or null. A form sends a file without a name where nobody chose one, and one of no bytes
 * where the chosen one is empty.
 */
export function fileProblem({
  name,
  size,
}: {
  name: string;
  size: number;
}): 'import/no-file' | 'import/empty-file' | 'import/too-large' | null {
  if (size === 0) return name === '' ? 'import/no-file' : 'import/empty-file';
  return size > mostKept ? 'import/too-large' : null;
}
