/**
 * DownloadLinks: hrefOf (where the file is in each form), children (what is in it). Plain links, since a file is no page.
 */
import { useTranslations } from 'next-intl';
import { type FileForm, fileForms } from '@/lib/export/cells';

export function DownloadLinks({
  hrefOf,
  children,
}: {
  hrefOf: (form: FileForm) => string;
  children: React.ReactNode;
}) {
  const t = useTranslations('imports.out');
  return (
    <p className="flex flex-wrap gap-x-4 text-sm text-soft print:hidden">
      <span>{children}</span>
      {fileForms.map((form) => (
        <a key={form} href={hrefOf(form)} download className="link">
          {t(form)}
        </a>
      ))}
    </p>
  );
}
