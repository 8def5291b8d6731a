import { refuseUnknown } from '@/lib/next/file-response';
import type { FileForm } from '@/lib/export/cells';
import type { ExportedEntries } from '@/lib/usecases/export/export-entries';
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

/** Where the certificates that the list shows under these filters are as a file, all pages of it, or what is advised about them. */
export function certificateFileHref(
  query: CertificateQuery,
  what: 'certificates' | 'recommendations',
  form: FileForm,
): string {
  const path = what === 'certificates' ? 'export' : 'export/recommendations';
  return `/registrar/certificates/${path}?${new URLSearchParams({ ...filtersOf(query), as: form })}`;
}

/** What a file holds that is asked for so, and what its name says of that. What waits to be listed is in no file. @refuses invalid_input `export/unknown` */
export function filedUnder(parameters: URLSearchParams): { asked: ExportedEntries; suffix: string } {
  const { show, words } = readCertificateQuery(Object.fromEntries(parameters));
  for (const [name, value] of parameters)
    if (!['as', 'show', 'words', 'page'].includes(name) || (name === 'show' && value !== show))
      refuseUnknown(name, value);
  const filtered = words === '' ? '' : '-filtered';
  return show === 'others' || show === 'named'
    ? { asked: { show, words }, suffix: `${show === 'others' ? '-of-others' : '-in-our-name'}${filtered}` }
    : { asked: { show: 'own', words }, suffix: filtered };
}

function filtersOf({ show, words }: Pick<CertificateQuery, 'show' | 'words'>): Record<string, string> {
  return { ...(show !== 'own' && { show }), ...(words !== '' && { words }) };
}
