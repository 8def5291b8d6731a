import type { ExternalCourse } from './precedent';

/** A certificate as suggestions read it. */
export interface CertificateText {
  title: string;
  provider: string;
  subject: string | null;
  /** Skills and learning outcomes. */
  about: string;
  /** What is recommended for it, n or n/d; null where nothing is. @units credits of the institution that asks */
  amount: string | null;
}

/** A certificate as a course from elsewhere: its subject stands where a course has a code, and it has no number. */
export function externalOf({ title, subject, about, amount }: CertificateText): ExternalCourse {
  return {
    code: (subject ?? '').replace(/\p{N}+/gu, ''),
    title,
    credits: writtenCredits(amount),
    description: about,
  };
}

/** Whoever issues the certificates; of several those together. */
export function senderOf(certificates: readonly Pick<CertificateText, 'provider'>[]): string {
  return [...new Set(certificates.map(({ provider }) => provider))].sort().join(' + ');
}

/** An exact amount, n or n/d, as catalogs write it; empty where it is not known. @units as given, to two decimals */
export function writtenCredits(amount: string | null): string {
  if (amount === null) return '';
  const [over = '', under = '1'] = amount.split('/');
  return String(Math.round((Number(over) / Number(under)) * 100) / 100);
}
