// Verifies an exported audit trail and its signed checkpoints. Needs no database, no network and no package: only Node.
//
//   node scripts/audit-verify.mjs export.ndjson [checkpoints/] [--key <verifier key>]
//
// The verifier key is a line "name+id+base64". Without --key it is read from checkpoints/key.vkey, which is as trustworthy
// as that folder; an auditor keeps the key elsewhere. Exit code: 0 good, 1 tampered, 2 not usable.
// scripts/audit_verify.py does the same in another language; both must agree on every trail.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const fields = [
  'tenantId',
  'seq',
  'at',
  'actorId',
  'action',
  'objectType',
  'objectId',
  'summary',
  'requestId',
  'commitment',
  'prevHash',
];
const firstPrevHash = '0'.repeat(64);
/** The hash of a chain, as its checkpoints name it; the oldest name none and mean this one. */
const chainHash = 'sha256';
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** A finding that ends the verification; `where` names the line or file. */
class Bad extends Error {
  constructor(where, what) {
    super(`${where}: ${what}`);
  }
}

/** @returns {{ entries: number, checkpoints: number, details: number, erased: number, withheld: number, tenantId: string | null, head: string }} */
export function verifyTrail(text, checkpointFiles, key) {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Bad('last line', 'is cut off');
  const hashes = [];
  const counts = { details: 0, erased: 0, withheld: 0 };
  let tenantId = null;
  lines.forEach((line, index) => {
    const where = `line ${index + 1}`;
    const entry = parseEntry(line, where);
    tenantId ??= entry.tenantId;
    if (entry.tenantId !== tenantId) throw new Bad(where, 'belongs to another institution');
    if (entry.seq !== String(index + 1)) throw new Bad(where, `is entry ${entry.seq}, expected ${index + 1}`);
    if (entry.prevHash !== (hashes[index - 1] ?? firstPrevHash))
      throw new Bad(where, 'does not follow the entry before it');
    if (entry.hash !== sha256(`[${fields.map((name) => JSON.stringify(entry[name])).join(', ')}]`))
      throw new Bad(where, 'does not have the hash of its content');
    checkDetail(entry, where, counts);
    hashes.push(entry.hash);
  });
  for (const [name, note] of checkpointFiles) checkCheckpoint(note, key, tenantId, hashes, name);
  return {
    entries: hashes.length,
    checkpoints: checkpointFiles.length,
    ...counts,
    tenantId,
    head: hashes.at(-1) ?? firstPrevHash,
  };
}

function parseEntry(line, where) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    throw new Bad(where, 'is not JSON');
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw new Bad(where, 'is not an entry');
  const expected = [...fields, 'hash'];
  if (!expected.every((name) => typeof entry[name] === 'string'))
    throw new Bad(where, 'lacks a field of an entry');
  if (Object.keys(entry).some((name) => !expected.includes(name) && name !== 'detail'))
    throw new Bad(where, 'has a field that no entry has');
  return entry;
}

/** States before and after are exported only when asked for; what was erased, or is withheld, leaves its commitment behind. */
function checkDetail(entry, where, counts) {
  const { detail } = entry;
  if (detail === undefined) return;
  if (typeof detail !== 'object' || detail === null) throw new Bad(where, 'has a detail that is none');
  if (typeof detail.erasedAt === 'string') {
    counts.erased += 1;
    return;
  }
  if (typeof detail.withheldFor === 'string') {
    counts.withheld += 1;
    return;
  }
  if (typeof detail.salt !== 'string') throw new Bad(where, 'has a detail without salt');
  const states = canonicalJson({ after: detail.after ?? null, before: detail.before ?? null });
  if (sha256(detail.salt + states) !== entry.commitment)
    throw new Bad(where, 'has states before and after that it did not commit to');
  counts.details += 1;
}

function canonicalJson(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
    .join(',')}}`;
}

/** A C2SP signed note: origin, number of entries, head hash, time; blank line; signature. @see https://c2sp.org/signed-note */
function checkCheckpoint(note, key, tenantId, hashes, where) {
  const [, text, signatures] = /^((?:[^\n]+\n)+)\n((?:— [^\n]+\n)+)$/.exec(note) ?? [];
  if (!text || !signatures) throw new Bad(where, 'is not a signed note');
  const line = signatures.split('\n').find((candidate) => candidate.startsWith(`— ${key.name} `));
  const signature = Buffer.from(line?.split(' ')[2] ?? '', 'base64');
  if (signature.length !== 68 || !signature.subarray(0, 4).equals(key.id))
    throw new Bad(where, 'is not signed by this key');
  if (!verifySignature(null, Buffer.from(text, 'utf8'), key.publicKey, signature.subarray(4)))
    throw new Bad(where, 'has a signature that does not hold');
  const [origin, size, head, time, hash = `hash ${chainHash}`, ...rest] = text.trimEnd().split('\n');
  if (
    !/^crosswalk\/audit\/[0-9a-f-]{36}$/.test(origin) ||
    !/^(0|[1-9]\d{0,15})$/.test(size ?? '') ||
    !/^time \S+$/.test(time ?? '') ||
    !/^hash [a-z0-9-]+$/.test(hash) ||
    rest.length > 0
  )
    throw new Bad(where, 'is not a checkpoint');
  if (hash !== `hash ${chainHash}`)
    throw new Bad(where, `is of a chain by ${hash.slice(5)}, which this verifier does not know`);
  if (tenantId !== null && origin !== `crosswalk/audit/${tenantId}`)
    throw new Bad(where, 'is of another institution');
  const count = Number(size);
  if (count > hashes.length)
    throw new Bad(
      where,
      `saw ${count} entries, of which ${hashes.length} are left (the first missing is entry ${hashes.length + 1})`,
    );
  const expected = count === 0 ? firstPrevHash : hashes[count - 1];
  if (Buffer.from(head, 'base64').toString('hex') !== expected)
    throw new Bad(where, `saw another entry ${count}: the trail was rewritten at or before it`);
}

/** "name+hex id+base64(0x01 public key)" */
export function parseKey(line) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)\s*$/.exec(line) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (!name || bytes.length !== 33 || bytes[0] !== 1) throw new Bad('key', 'is not a verifier key');
  const computed = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), bytes]))
    .digest()
    .subarray(0, 4);
  if (computed.toString('hex') !== id) throw new Bad('key', 'does not have the id it says');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id: computed, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

function readCheckpoints(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
}

function main(given) {
  const keyAt = given.indexOf('--key');
  const keyLine = keyAt === -1 ? undefined : given.splice(keyAt, 2)[1];
  const [file, folder] = given;
  if (!file || given.length > 2) {
    console.error('Usage: audit-verify export.ndjson [checkpoints/] [--key <verifier key>]');
    return 2;
  }
  let inputs;
  try {
    const checkpoints = folder ? readCheckpoints(folder) : [];
    const key =
      checkpoints.length > 0
        ? parseKey(keyLine ?? readFileSync(path.join(folder, 'key.vkey'), 'utf8'))
        : undefined;
    inputs = [readFileSync(file, 'utf8'), checkpoints, key];
  } catch (error) {
    console.error(`Cannot verify: ${error.message}`);
    return 2;
  }
  try {
    const found = verifyTrail(...inputs);
    console.log(
      `GOOD: ${found.entries} entries, ${found.checkpoints} checkpoints, ${found.details} details checked, ${found.erased} erased, ${found.withheld} withheld. Head ${found.head}`,
    );
    if (found.checkpoints === 0)
      console.log(
        'No checkpoint was given: a chain alone does not show what was cut off its end, or rewritten as a whole.',
      );
    return 0;
  } catch (error) {
    if (!(error instanceof Bad)) throw error;
    console.log(`BAD: ${error.message}`);
    return 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exit(main(process.argv.slice(2)));
