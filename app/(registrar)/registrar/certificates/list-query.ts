import type { FileForm } from '@/lib/export/cells';
import { type CertificateQuery, shownCertificates } from '@/lib/usecases/listing/list-certificates';

/** What the address of the list of certificates asks for; what it does not know is as if it were not there. */
export function readCertificateQuery(given: Record<string, string | string[] | undefined>): CertificateQuery {
  const { show, words, page } = given;
  return {
    show: shownCertificates.find((one) => one === show) ?? 'own',
    words: typeof words === 'string' ? words.trim().slice(0, 200) : '',
    page: Math.trunc(Math.min(Math.max(Number(page) || 1, 1), 100_000)),
  };
}

export function certificatesHref({ show, words, page }: CertificateQuery): string {
  const parameters = new URLSearchParams({
    ...filtersOf({ show, words }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return `/registrar/certificates${parameters === '' ? '' : `?${parameters}`}`;
}

/** Where the certificates that the list shows under these filters are, all pages of it, as a file. */
export function certificateFileHref(query: CertificateQuery, form: FileForm): string {
  return `/registrar/certificates/export?${new URLSearchParams({ ...filtersOf(query), as: form })}`;
}

function filtersOf({ show, words }: Pick<CertificateQuery, 'show' | 'words'>): Record<string, string> {
  return { ...(show !== 'own' && { show }), ...(words !== '' && { words }) };
}
