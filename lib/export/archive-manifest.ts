/** A file of an archive: its size in bytes and the SHA-256 of what is in it. */
export interface ArchivedFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** What an archive says of itself: whose it is, of which days, when it was made, where the trail stood, and every other file. */
export interface ArchiveManifest {
  format: 'crosswalk/accreditation/1';
  institution: { slug: string; name: string };
  period: { from: string; to: string };
  madeAt: string;
  /** The last entry of the audit trail when it was begun; null while there is none. */
  trail: { seq: string; hash: string } | null;
  files: ArchivedFile[];
}

/** The manifest as it is written: the same manifest is the same bytes. */
export function manifestText(manifest: ArchiveManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The same hashes in the form that `sha256sum -c` reads, so that an archive is checked without any program of ours. */
export function sumsText(files: readonly Pick<ArchivedFile, 'path' | 'sha256'>[]): string {
  return files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}
