/** Pages whose subject may not be there: then they are the page that says so, whole and with 404, for readers without scripts as well. */
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { answerNothingHere } from '@/lib/next/answered-status';
import { isNotFound } from '@/lib/next/framework-internals';
import { NothingHere } from './nothing-here';

/** A page that ends with notFound() stands in its frame as NothingHere. */
export function orNothingHere<Props>(page: (props: Props) => Promise<React.ReactNode>) {
  return async function PageOrNothingHere(props: Props): Promise<React.ReactNode> {
    try {
      return await page(props);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      answerNothingHere();
      return <NothingHere />;
    }
  };
}

/** What the head of such a page says; search engines keep no page of nothing. */
export function metadataOrNothing<Props>(metadata: (props: Props) => Promise<Metadata>) {
  return async function generateMetadata(props: Props): Promise<Metadata> {
    try {
      return await metadata(props);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      const t = await getTranslations('common');
      return { title: t('notFound.title'), robots: { index: false } };
    }
  };
}
