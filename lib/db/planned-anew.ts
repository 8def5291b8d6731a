import { createHash } from 'node:crypto';
import { Prisma } from './generated/client';

const mark = '/* planned anew */';

/**
 * Stands in a statement about as many rows as a file has: it is planned each time. A plan that was made when its tables were small, before
 * the file, reads them from end to end for every thousand rows of it, and PostgreSQL keeps a plan until it has counted them again.
 */
export const plannedAnew = Prisma.raw(mark);

/** Under which name a connection keeps a statement with its plan; none where it is planned anew. */
export function statementName(sql: string): string {
  return sql.includes(mark) ? '' : createHash('sha256').update(sql).digest('base64url');
}
