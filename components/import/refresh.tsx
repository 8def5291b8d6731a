'use client';

/** Refresh: loads the page's data anew every so many seconds, as long as it stands on the page; without JavaScript the browser does. */
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

export function Refresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), seconds * 1_000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(seconds + 1)} />
    </noscript>
  );
}
