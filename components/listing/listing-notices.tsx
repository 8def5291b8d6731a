/** ListingNotices: view. What to know about a listing before anything else: why it came back, why a version is corrected, what ends. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import type { ListingView } from '@/lib/usecases/listing/view-listing';

export function ListingNotices({ view: { listing, ends, isAssuranceOver } }: { view: ListingView }) {
  const t = useTranslations('listing.record');
  const { status, remark, reason, publishedAt, publishedByName } = listing;
  const isOpen = status !== 'published' && status !== 'withdrawn';
  return (
    <div className="mb-8 grid gap-4 empty:hidden">
      {status === 'returned' && (
        <Notice tone="warning" title={t('remark')}>
          <p className="whitespace-pre-line">{remark}</p>
        </Notice>
      )}
      {status !== 'draft' && status !== 'returned' && reason !== '' && (
        <Notice tone="info" title={t('reason')}>
          <p className="whitespace-pre-line">{reason}</p>
        </Notice>
      )}
      {isAssuranceOver && <Notice tone="warning">{t('assuranceOver')}</Notice>}
      {isOpen && ends !== null && (
        <p className="measure">{t.rich('ends', { label: ends.label, day: () => <Day date={ends.on} /> })}</p>
      )}
      {publishedAt !== null && (
        <p>{t.rich('publishedBy', { name: publishedByName ?? '', day: () => <Day date={publishedAt} /> })}</p>
      )}
    </div>
  );
}
