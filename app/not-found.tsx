import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NothingHere } from './_components/nothing-here';
import { SiteShell } from './_components/site-shell';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common'))('notFound.title') };
}

/** For addresses of no place at all, in the frame of all pages; the others have it already. */
export default function NotFound() {
  return (
    <SiteShell>
      <NothingHere />
    </SiteShell>
  );
}
