/** Anchor: every inner link. Props: href, current? (page|true), prefetch?, scroll? (false: the page stays where it is), plus those of <a>. */
import type { Route } from 'next';
import Link from 'next/link';
import type { ComponentPropsWithoutRef } from 'react';
import { isPlainPage } from '@/lib/catalog/plain-pages';

export type AnchorProps = Omit<ComponentPropsWithoutRef<'a'>, 'href'> & {
  href: string;
  /** Off unless asked for: every page is rendered per request, and a list of 50 links would ask for 50 renders. */
  prefetch?: boolean;
  scroll?: boolean;
};

/** Inner addresses go through the router; other origins, files, fragments and the pages that carry no router are plain links. */
export function Anchor({ href, prefetch = false, scroll = true, ...rest }: AnchorProps) {
  if (!href.startsWith('/') || rest.download !== undefined || isPlainPage(href.split(/[?#]/, 1)[0] ?? ''))
    return <a href={href} {...rest} />;
  return (
    <Link
      href={href as Route}
      prefetch={prefetch}
      scroll={scroll}
      {...(rest as Omit<ComponentPropsWithoutRef<typeof Link>, 'href'>)}
    />
  );
}
