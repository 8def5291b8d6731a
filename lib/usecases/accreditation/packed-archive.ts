import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import {
  type ArchivedFile,
  type ArchiveManifest,
  manifestText,
  sumsText,
} from '@/lib/export/archive-manifest';

/** A file of an archive, made when its turn comes, piece by piece. */
export interface ArchivePart {
  path: string;
  pieces: () => AsyncGenerator<string>;
}

/**
 * Parts packed one after the other as they come, then the manifest with the hash of each, then the same for `sha256sum`. Nothing is held but
 * the piece at hand. `sealed` is told the hash of the manifest before the archive ends, so that it can be kept elsewhere.
 */
export async function* packedArchive(
  parts: readonly ArchivePart[],
  about: Omit<ArchiveManifest, 'files'>,
  sealed: (sha256: string) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const mtime = new Date(about.madeAt);
  const files: ArchivedFile[] = [];
  const open: Readable[] = [];
  const add = (path: string, pieces: () => AsyncGenerator<string>) => {
    zip.addReadStreamLazy(path, { mtime }, (give) => {
      const stream = Readable.from(hashed(path, pieces(), files), { highWaterMark: 1 });
      // A part that cannot be read ends the archive: half a file must not look like one.
      stream.on('error', (error: Error) => packed.destroy(error));
      open.push(stream);
      give(null, stream);
    });
  };
  const packed = zip.outputStream as Readable;
  zip.on('error', (error: Error) => packed.destroy(error));
  for (const { path, pieces } of parts) add(path, pieces);
  add('manifest.json', async function* () {
    const text = manifestText({ ...about, files: [...files] });
    await sealed(createHash('sha256').update(text).digest('hex'));
    yield text;
  });
  add('SHA256SUMS', async function* () {
    yield await Promise.resolve(sumsText(files));
  });
  zip.end();
  try {
    yield* packed as AsyncIterable<Uint8Array>;
  } finally {
    for (const stream of open) stream.destroy();
  }
}

/** Pieces as bytes; once the last has passed, what they come to is noted. */
async function* hashed(
  path: string,
  pieces: AsyncGenerator<string>,
  files: ArchivedFile[],
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of pieces) {
    const chunk = Buffer.from(piece, 'utf8');
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  files.push({ path, bytes, sha256: hash.digest('hex') });
}
