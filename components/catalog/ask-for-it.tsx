/** AskForIt: query. The way on where a search did not find what was typed: an institution can be asked to list it. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { askHref } from '@/lib/catalog/certificate-request';
import type { SearchQuery } from '@/lib/catalog/search-query';

export function AskForIt({ query }: { query: SearchQuery }) {
  const href = askHref({ title: query.words, institution: query.institution ?? '' });
  return useTranslations('public.search').rich('ask', {
    link: (children) => <TextLink href={href}>{children}</TextLink>,
  });
}
