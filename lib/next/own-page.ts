import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import common from '@/messages/en/common.json';

/** What a page outside of the framework needs to look like all others: the style sheets of the build, and the names that carry its fonts. */
export interface Look {
  sheets: readonly string[];
  fonts: readonly string[];
}

/** What somebody wishes to read: a page in words rather than a document for programs, or an answer to a script of ours. */
export function wantsPage(headers: { get(name: string): string | null }): boolean {
  const isOfScript = headers.get('next-action') !== null || headers.get('rsc') !== null;
  return !isOfScript && (headers.get('accept') ?? '').includes('text/html');
}

/**
 * The frame that pages have when nothing else works (components/layout/failure.tsx), without a script and without anything to ask for. What
 * it says and leads to is HTML already.
 */
export function ownPage(
  {
    title,
    sentence,
    link,
  }: { title: string; sentence: string; link: { href: string; words: string } | null },
  { look, theme }: { look: Look; theme: string },
): string {
  const sheets = look.sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const further = link === null ? '' : `<p><a href="${link.href}" class="link">${link.words}</a></p>`;
  return `<!DOCTYPE html>
<html lang="en"${theme === 'dark' || theme === 'light' ? ` data-theme="${theme}"` : ''} class="${look.fonts.join(' ')}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} · ${common.product}</title>${sheets}</head>
<body><main class="page grid gap-8 py-12">
<p class="flex items-center gap-2.5"><svg viewBox="0 0 28 24" class="h-6 w-7" fill="none" stroke="currentColor" stroke-width="2.4" aria-hidden="true" focusable="false"><path d="M2 4h9M2 12h9M2 20h9M17 4h9M17 12h9M17 20h9"/><path d="M11 20 17 4" class="text-accent" stroke="currentColor"/></svg><span class="serif text-xl">${common.product}</span></p>
<div class="grid gap-2"><h1 class="serif text-2xl sm:text-3xl">${title}</h1><p class="measure text-lg text-soft">${sentence}</p></div>
${further}
</main></body>
</html>
`;
}

let known: Look | undefined;

/** The look of this build, found where its server serves it from; a server of developers has none yet. */
export function lookOfBuild(folder = path.join('.next', 'static', 'chunks')): Look {
  return (known ??= readLook(folder));
}

function readLook(folder: string): Look {
  try {
    // Of a folder that it does not know, the build would take along everything that it could be.
    const names = readdirSync(/* turbopackIgnore: true */ folder).filter((name) => name.endsWith('.css'));
    const text = names
      .map((name) => readFileSync(path.join(/* turbopackIgnore: true */ folder, name), 'utf8'))
      .join('\n');
    return {
      sheets: names.map((name) => `/_next/static/chunks/${encodeURIComponent(name)}`),
      fonts: [...text.matchAll(/\.([\w-]+)\{--serif-latin/g)].map(([, name]) => name ?? ''),
    };
  } catch {
    return { sheets: [], fonts: [] };
  }
}
