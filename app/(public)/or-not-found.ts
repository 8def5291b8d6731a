import { notFound } from 'next/navigation';
import { Refusal } from '@/lib/kernel/refusal';
import { noteRefusal } from '@/lib/next/note-refusal';
import { requestContext } from '@/lib/next/request-context';

/** What a page reads, or the page that says that nothing is there. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await noteRefusal(error, await requestContext());
    if (error.code === 'not_found') notFound();
    throw error;
  }
}
