import { useEffect, useState } from 'react';

/** Quiet in typing before it is asked, and before a busy server is asked again, so often. @units milliseconds; times */
const pause = { typing: 150, again: 1_000, times: 5 };

/** What is found for these words at this address, while somebody types them: a list in JSON. */
export function useFound<Found>(words: string, href: string): readonly Found[] {
  return useFoundFor(words.trim().length < 2 ? null : new URLSearchParams({ words }).toString(), href);
}

/** What is found for what several fields say, as they would stand in an address; null asks nothing. */
export function useFoundFor<Found>(asked: string | null, href: string): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => {
    if (asked === null) return undefined;
    const stop = new AbortController();
    let timer = setTimeout(() => void ask(pause.times), pause.typing);
    // What cannot be asked finds nothing: what is known can still be chosen, or typed.
    async function ask(times: number): Promise<void> {
      const answer = await fetch(`${href}?${asked}`, {
        signal: stop.signal,
      }).catch(() => null);
      const more = answer?.ok ? ((await answer.json().catch(() => [])) as Found[]) : [];
      if (stop.signal.aborted) return;
      if (answer?.ok || times === 0) setFound(more);
      else timer = setTimeout(() => void ask(times - 1), pause.again);
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, href]);
  return found;
}
