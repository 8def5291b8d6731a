import 'server-only';
import type { Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { isId } from '@/lib/kernel/id';
import { Refusal } from '@/lib/kernel/refusal';
import { noteRefusal } from '@/lib/next/note-refusal';
import { refusalSentence } from '@/lib/next/refusal-words';
import { requestContext } from '@/lib/next/request-context';
import type { Context } from '@/lib/usecases/context';

/** What a page of staff shows, or the sentence why it shows nothing. Whoever is not signed in comes back here afterwards. */
export async function staffRead<T>(
  here: string,
  read: (ctx: Context) => Promise<T>,
): Promise<{ value: T; denied: null } | { value: null; denied: string }> {
  const ctx = await requestContext();
  try {
    return { value: await read(ctx), denied: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await noteRefusal(error, ctx);
    if (error.code === 'unauthenticated') redirect(`/sign-in?next=${encodeURIComponent(here)}` as Route);
    if (error.code === 'not_found') notFound();
    if (error.code === 'forbidden') return { value: null, denied: await refusalSentence(error) };
    throw error;
  }
}

/** The id in an address, or no page at all. */
export function idInPath(text: string): string {
  return isId(text) ? text : notFound();
}
