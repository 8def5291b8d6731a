import { Refusal } from '@/lib/kernel/refusal';

/**
 * Carries out a write that many others press upon at once, and again while the machine was too slow for it: a clock of the product or of the
 * database ended it, saying so, and nothing of it was saved. What the rules of the domain answer is the answer.
 */
export async function untilAnswered<T>(write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!wasTooSlow(error)) throw error;
    }
  }
}

function wasTooSlow(error: unknown): boolean {
  if (error instanceof Refusal) return error.reason === 'command/slow' || error.reason === 'command/busy';
  // @source PostgreSQL, errcodes: 57014 query_canceled, as by statement_timeout
  return error instanceof Error && /57014|statement timeout/.test(error.message);
}
