import { KeptQuarters } from '@/lib/usecases/kept-quarters';

// One a process, as the database is.
const shared = globalThis as { crosswalkFigures?: KeptQuarters };

/** What this process has read of quarters that are over. */
export function keptQuarters(): KeptQuarters {
  return (shared.crosswalkFigures ??= new KeptQuarters());
}
