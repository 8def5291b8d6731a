/** Denied: title (of the page), reason. Instead of a page whose content is not the reader's to see. */
import { PageHeader } from '@/components/layout/page-header';
import { Notice } from '@/components/ui/notice';

export function Denied({ title, reason }: { title: string; reason: string }) {
  return (
    <>
      <PageHeader title={title} />
      <Notice tone="info">{reason}</Notice>
    </>
  );
}
