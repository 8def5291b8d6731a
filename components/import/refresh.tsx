'use client';

/** Refresh: loads the page's data anew every so many seconds, as long as it stands on the page; without JavaScript the browser does. */
import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

export function Refresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    // A slow answer is waited for: asking again meanwhile would throw it away, again and again.
    if (pending) return;
    const timer = setTimeout(() => startTransition(() => router.refresh()), seconds * 1_000);
    return () => clearTimeout(timer);
  }, [router, seconds, pending]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds + 1)} />
    </noscript>
  );
}
