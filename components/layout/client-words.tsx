/**
 * ClientWords: gives message namespaces to the client islands inside. Props: namespaces ("ui" and "common" always come along), children.
 * Wrap only the island: pages without one then carry neither the messages nor the library.
 */
import { NextIntlClientProvider, useMessages } from 'next-intl';
import type { Messages, Namespace } from '@/lib/next/messages';

export function ClientWords({
  namespaces,
  children,
}: {
  namespaces: readonly Namespace[];
  children: React.ReactNode;
}) {
  const all: Messages = useMessages();
  const wanted = new Set<Namespace>(['ui', 'common', ...namespaces]);
  const messages = Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name as Namespace)));
  return <NextIntlClientProvider messages={messages}>{children}</NextIntlClientProvider>;
}
