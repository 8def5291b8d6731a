import type { VersionFate } from '@/lib/micro-credential/version-fate';

export interface CertificateChoice {
  id: string;
  title: string;
  versions: readonly VersionFate[];
  /** Who gives it, at which level, for how much work. */
  note?: string;
}
