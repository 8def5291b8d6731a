import 'server-only';
import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { Refusal } from '@/lib/kernel/refusal';
import { noteRefusal } from '@/lib/next/note-refusal';
import { requestContext } from '@/lib/next/request-context';
import type { Context } from '@/lib/usecases/context';

/** What a page of a student shows. Whoever is not signed in comes back here afterwards; what is another's is not there. */
export async function studentRead<T>(here: string, read: (ctx: Context) => Promise<T>): Promise<T> {
  const ctx = await requestContext();
  try {
    return await read(ctx);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await noteRefusal(error, ctx);
    if (error.code === 'unauthenticated') redirect(`/sign-in?next=${encodeURIComponent(here)}` as Route);
    if (error.code === 'not_found') notFound();
    throw error;
  }
}
