/** ListingPill: status. Where a listing stands: an outlined word, filled once the catalog says it. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import type { ListingStatus } from '@/lib/micro-credential/listing-life';

const looks: Record<ListingStatus, string> = {
  draft: 'border-dashed border-edge text-soft',
  returned: 'border-suspended text-suspended border-2',
  submitted: 'border-accent text-accent',
  published: 'border-published bg-published text-paper',
  withdrawn: 'border-line text-faint line-through decoration-1',
};

export function ListingPill({ status }: { status: ListingStatus }) {
  const t = useTranslations('listing.status');
  return (
    <span className={clsx('inline-block rounded-sm border px-1.5 text-sm leading-5', looks[status])}>
      {t(status)}
    </span>
  );
}
