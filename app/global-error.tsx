'use client';
import { Failure } from '@/components/layout/failure';
import words from '@/messages/en/common.json';
import './globals.css';

/** Takes the place of the whole document when even the root layout broke. */
export default function EverythingFailed({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <head>
        <title>{`${words.error.title} · ${words.product}`}</title>
      </head>
      <body>
        <Failure digest={error.digest} retry={reset} />
      </body>
    </html>
  );
}
