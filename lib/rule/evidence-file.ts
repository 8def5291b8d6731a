import { fail, ok, type Result } from '@/lib/kernel/result';

/** What a piece of evidence can be, the likeliest first. */
export const evidenceKinds = [
  'syllabus',
  'assessment',
  'recommendation',
  'agreement',
  'decision',
  'other',
] as const;

/** What a file may be, by its ending. Nothing that a browser would run. @source docs/security.md, "Limits" */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};
const signatures: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/** @units bytes; the same limit as evidence_file_size in the database */
export const largestEvidence = 5 * 1024 * 1024;
/** How much one person may add in so many days; kept files are never removed, so a quota without an end would end somebody's work. @units bytes, days */
export const evidenceQuota = { files: 200, bytes: 500 * 1024 * 1024, days: 30 } as const;
/** File name endings a form may offer; judgeFile decides. */
export const evidenceEndings = Object.keys(mediaTypes).map((ending) => `.${ending}`);

/**
 * Whether a file may be kept, and as what: judged by its ending and its first bytes, never by what the sender says it is.
 * @refuses evidence/empty · evidence/too-large · evidence/type-not-allowed · evidence/content-differs
 */
export function judgeFile(
  name: string,
  content: Uint8Array,
): Result<{ mediaType: string; fileName: string }> {
  if (content.byteLength === 0) return fail('evidence/empty');
  if (content.byteLength > largestEvidence) return fail('evidence/too-large');
  const mediaType = mediaTypes[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''];
  if (!mediaType) return fail('evidence/type-not-allowed');
  const signature = signatures[mediaType];
  const matches = signature ? signature.every((byte, index) => content[index] === byte) : isText(content);
  return matches ? ok({ mediaType, fileName: plainName(name) }) : fail('evidence/content-differs');
}

function isText(content: Uint8Array): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

/** The last part of a path, without anything that could end a header or start a directory. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.replace(/[^\p{L}\p{N} ._()-]/gu, '_').slice(-120);
}
