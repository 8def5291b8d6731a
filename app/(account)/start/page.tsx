import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { startPageOf } from '@/lib/access/start-page';
import { requestContext } from '@/lib/next/request-context';

/** Leads on to the work of whoever has signed in. */
export default async function StartPage(): Promise<never> {
  const { actor } = await requestContext();
  redirect(startPageOf(actor) as Route);
}
