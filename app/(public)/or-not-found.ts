import { notFound } from 'next/navigation';
import { Refusal } from '@/lib/kernel/refusal';

/** What a page reads, or the page that says that nothing is there. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') notFound();
    throw error;
  }
}
