import { logError } from '@/lib/next/log';
import { database } from '@/lib/next/shared-database';
import { createSuggester, type RunningSuggester } from './suggester';

const shared = globalThis as { crosswalkSuggester?: Promise<RunningSuggester> };
/** @units milliseconds */
const between = 600_000;

/** What suggests in this process, started once: it learns behind everything else, and holds what is asked about. */
export function suggester(): Promise<RunningSuggester> {
  shared.crosswalkSuggester ??= start();
  return shared.crosswalkSuggester;
}

async function start(): Promise<RunningSuggester> {
  const running = createSuggester(await database());
  const round = async () => {
    await running.learnEverywhere().catch((error: unknown) => logError('learning failed', '', error));
    setTimeout(() => void round(), between).unref();
  };
  setTimeout(() => void round(), between / 10).unref();
  return running;
}
