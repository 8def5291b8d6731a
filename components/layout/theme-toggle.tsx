'use client';

/** ThemeToggle: words {toDark, toLight}. A plain form to /theme; with JavaScript the page is not reloaded. */
import { Button } from '@/components/ui/button';
import { chooseTheme } from '@/lib/page-script/choose-theme';

const drawing = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM8 1.5v13';

export function ThemeToggle({ words }: { words: { toDark: string; toLight: string } }) {
  return (
    <form
      method="post"
      action="/theme"
      data-stays=""
      onSubmit={({ nativeEvent }) => chooseTheme(nativeEvent as SubmitEvent)}
      className="no-print"
    >
      {(['dark', 'light'] as const).map((theme) => (
        // The stylesheet shows the one of the two that would change something; the server cannot know what the device prefers.
        <Button
          key={theme}
          type="submit"
          name="theme"
          value={theme}
          tone="quiet"
          size="small"
          aria-label={theme === 'dark' ? words.toDark : words.toLight}
          title={theme === 'dark' ? words.toDark : words.toLight}
          className={theme === 'dark' ? 'only-light px-2' : 'only-dark px-2'}
        >
          <svg
            viewBox="0 0 16 16"
            className="size-4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            <path d={drawing} />
            <path
              d={theme === 'dark' ? 'M8 2a6 6 0 0 1 0 12Z' : 'M8 2a6 6 0 0 0 0 12Z'}
              fill="currentColor"
              stroke="none"
            />
          </svg>
        </Button>
      ))}
    </form>
  );
}
