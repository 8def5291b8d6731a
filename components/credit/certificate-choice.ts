export interface CertificateChoice {
  id: string;
  title: string;
  versions: readonly string[];
  /** Who gives it, at which level, for how much work. */
  note?: string;
}
