// Verifies an accreditation file: that each file in it is what its manifest says, and that nothing was added or taken away.
//
//   npm run accreditation:verify -- FILE.zip [--manifest <SHA-256>]
//
// The hash of the manifest stands in the institution's audit trail ("Took the accreditation file"). Without it, whoever can write the
// archive can write its manifest. Needs no database and no network. Exit code: 0 good, 1 changed, 2 not usable.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPromise } from 'yauzl';

/** @typedef {{ path: string, bytes: number, sha256: string }} ArchivedFile */

const manifestName = 'manifest.json';
const sumsName = 'SHA256SUMS';
/** Larger than any manifest of ours. @units bytes */
const largestText = 16 * 1024 * 1024;

/**
 * Reads a whole archive, a piece at a time, and names everything that is not as its manifest says.
 * @returns {Promise<{ faults: string[], manifest: string, files: number }>} manifest: its SHA-256
 */
export async function verifyArchive(file, expectedManifest = null) {
  const found = new Map();
  const texts = new Map();
  const faults = [];
  const zip = await openPromise(file, { lazyEntries: true, validateEntrySizes: true });
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (found.has(name)) faults.push(`${name} is in the archive twice`);
      const kept = name === manifestName || name === sumsName ? [] : null;
      try {
        const read = await readThrough(await zip.openReadStreamPromise(entry), kept);
        found.set(name, read);
        if (kept !== null) texts.set(name, Buffer.concat(kept).toString('utf8'));
      } catch (error) {
        found.set(name, null);
        faults.push(`${name} cannot be read: ${error.message}`);
      }
    }
  } finally {
    zip.close();
  }
  const manifest = manifestIn(texts.get(manifestName));
  const manifestSum = found.get(manifestName)?.sha256 ?? '';
  if (manifest === null) {
    faults.push(`${manifestName} is missing or is not one of an accreditation file`);
    return { faults, manifest: manifestSum, files: found.size };
  }
  if (expectedManifest !== null && manifestSum !== expectedManifest)
    faults.push(`${manifestName} was changed: its SHA-256 is ${manifestSum}, expected ${expectedManifest}`);
  const listed = new Set([manifestName, sumsName]);
  for (const { path: name, bytes, sha256 } of manifest.files) {
    listed.add(name);
    const read = found.get(name);
    if (read === undefined) faults.push(`${name} was taken away`);
    else if (read !== null && (read.sha256 !== sha256 || read.bytes !== bytes))
      faults.push(`${name} was changed`);
  }
  for (const name of found.keys()) if (!listed.has(name)) faults.push(`${name} was added`);
  const sums = [...manifest.files, { path: manifestName, sha256: manifestSum }]
    .map(({ path: name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
  if (texts.get(sumsName) !== sums) faults.push(`${sumsName} does not say what ${manifestName} says`);
  return { faults, manifest: manifestSum, files: found.size };
}

async function readThrough(stream, kept) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of stream) {
    bytes += piece.length;
    hash.update(piece);
    if (kept === null) continue;
    if (bytes > largestText) throw new Error('it is too large');
    kept.push(piece);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** @returns {{ files: ArchivedFile[] } | null} */
function manifestIn(text) {
  try {
    const manifest = JSON.parse(text ?? '');
    const isFile = (one) =>
      typeof one?.path === 'string' && typeof one.bytes === 'number' && /^[0-9a-f]{64}$/.test(one.sha256);
    return manifest.format === 'crosswalk/accreditation/1' &&
      Array.isArray(manifest.files) &&
      manifest.files.every(isFile)
      ? manifest
      : null;
  } catch {
    return null;
  }
}

async function main(given) {
  const at = given.indexOf('--manifest');
  const expected = at < 0 ? null : (given[at + 1] ?? '');
  const [file, ...rest] = at < 0 ? given : given.filter((_, index) => index !== at && index !== at + 1);
  if (file === undefined || rest.length > 0 || (expected !== null && !/^[0-9a-f]{64}$/.test(expected))) {
    console.error('Usage: npm run accreditation:verify -- FILE.zip [--manifest <SHA-256>]');
    return 2;
  }
  let result;
  try {
    result = await verifyArchive(path.resolve(file), expected);
  } catch (error) {
    console.error(`${file} cannot be read as an archive: ${error.message}`);
    return 2;
  }
  const { faults, manifest, files } = result;
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return 1;
  console.log(`${files} files, all as the manifest says. SHA-256 of the manifest: ${manifest}`);
  if (expected === null) console.log('Compare it with the audit trail, or give it with --manifest.');
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await main(process.argv.slice(2));
