import { createHash } from 'node:crypto';

/** The same words always give the same id, so that addresses of demonstration pages stay the same after a fresh start. */
export function idOf(...words: string[]): string {
  const hex = createHash('sha256')
    .update(['crosswalk demonstration', ...words].join('\u0000'))
    .digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const institutionId = (institution: string) => idOf('institution', institution);
export const departmentId = (institution: string, code: string) => idOf('department', institution, code);
export const courseId = (institution: string, code: string) => idOf('course', institution, code);
export const courseOutcomeId = (institution: string, code: string, position: number) =>
  idOf('course outcome', institution, code, String(position));
export const programId = (institution: string, code: string) => idOf('program', institution, code);
export const personId = (institution: string, mail: string) => idOf('person', institution, mail);
export const microCredentialId = (slug: string) => idOf('micro-credential', slug);
export const versionId = (slug: string, label: string) => idOf('micro-credential version', slug, label);
export const recommendationId = (slug: string, recommender: string) =>
  idOf('recommendation', slug, recommender);
