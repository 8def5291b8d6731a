import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkpointSigner } from '@/lib/adapters/checkpoint-signer';
import { type AuditEntry, canonicalEntry, firstPrevHash } from '@/lib/audit/chain';
import { signedNote } from '@/lib/audit/checkpoint';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { exportLine } from '@/lib/audit/export-line';
import { parseKey, verifyTrail } from '@/scripts/audit-verify.mjs';
import { inProject } from '@/scripts/project';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const tenantId = '0b0a3d9e-8f64-4d57-9f5c-0d8d3a3c1111';
const newKey = () => generateKeyPairSync('ed25519').privateKey;
const ownKey = newKey();
const asPem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const signer = checkpointSigner(asPem(ownKey), 'crosswalk-audit');
const stranger = checkpointSigner(asPem(newKey()), 'crosswalk-audit');

interface Line {
  entry: AuditEntry;
  detail: { salt: string; before: unknown; after: unknown };
}
interface Trail {
  text: string;
  checkpoints: [string, string][];
}

function chained(lines: Line[]): Line[] {
  let prevHash = firstPrevHash;
  return lines.map(({ entry, detail }, index) => {
    const rest = { ...entry, seq: String(index + 1), prevHash };
    prevHash = sha256(canonicalEntry(rest));
    return { entry: { ...rest, hash: prevHash }, detail };
  });
}
function newLine(n: number, summary: string): Line {
  const detail = {
    salt: sha256(`salt ${n}`),
    before: n % 3 === 0 ? null : { status: 'draft', n, name: summary },
    after: { status: 'é"\\\u2028\u0001', list: [n, 1.5, null, true], zz: { b: 1, a: 2 } },
  };
  const commitment = sha256(detail.salt + canonicalJson({ before: detail.before, after: detail.after }));
  const at = `2026-11-25T12:00:00.${String(n % 1000).padStart(3, '0')}Z`;
  return {
    detail,
    entry: {
      tenantId,
      seq: '',
      at,
      actorId: tenantId,
      action: 'rule.submit',
      objectType: 'rule',
      objectId: `r${n}`,
      summary,
      requestId: `q${n}`,
      commitment,
      prevHash: '',
      hash: '',
    },
  };
}
const checkpointOf = (lines: Line[], by = signer): [string, string] => {
  const last = lines.at(-1)?.entry;
  return [
    `${String(lines.length).padStart(6, '0')}.txt`,
    by.sign({
      tenantId,
      seq: String(lines.length),
      hash: last?.hash ?? firstPrevHash,
      at: '2026-11-25T13:00:00.000Z',
    }),
  ];
};
const textOf = (lines: Line[]) => lines.map(({ entry, detail }) => exportLine(entry, detail)).join('');

const words = [
  'version 2 published',
  'Żółć “quoted” \\ / \b\f\n\r\t',
  'emoji 🎓 and \u0000-less \u001f \u007f',
  '',
  '<script>&',
];
const good = chained(Array.from({ length: 40 }, (_, n) => newLine(n, words[n % words.length] as string)));
const honest: Trail = {
  text: textOf(good),
  checkpoints: [checkpointOf(good.slice(0, 20)), checkpointOf(good)],
};

/** Ways to lie, each of them a change that somebody could want. */
type Tampering = (random: (below: number) => number) => Trail;
const withLines =
  (change: (lines: Line[], random: (below: number) => number) => Line[]): Tampering =>
  (random) => ({ ...honest, text: textOf(change(structuredClone(good), random)) });
const editable = [
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
  'hash',
] as const;
const tamperings: Record<string, Tampering> = {
  edit: withLines((lines, random) => {
    const line = lines[random(40)] as Line;
    const field = editable[random(editable.length)] as (typeof editable)[number];
    const text = line.entry[field];
    const at = random(text.length + 1);
    line.entry[field] =
      text.slice(0, at) + 'x0aé'[random(4)] + text.slice(at + random(2)) + (text[at] === 'x' ? 'x' : '');
    return line.entry[field] === text ? ((line.entry[field] += '!'), lines) : lines;
  }),
  editDetail: withLines((lines, random) => {
    const { detail } = lines[random(40)] as Line;
    if (random(2) === 0) detail.after = { ...(detail.after as object), status: `x${random(1000)}` };
    else detail.salt = sha256(`other ${random(1e6)}`);
    return lines;
  }),
  delete: withLines((lines, random) => (lines.splice(random(40), 1 + random(3)), lines)),
  reorder: withLines((lines, random) => {
    const at = random(39);
    [lines[at], lines[at + 1]] = [lines[at + 1] as Line, lines[at] as Line];
    return lines;
  }),
  insert: withLines(
    (lines, random) => (lines.splice(random(41), 0, newLine(100 + random(100), 'invented')), lines),
  ),
  repeat: withLines((lines, random) => {
    const at = random(40);
    return [...lines.slice(0, at), lines[at] as Line, ...lines.slice(at)];
  }),
  truncate: withLines((lines, random) => lines.slice(0, random(40))),
  // What a database administrator would do: change one entry and compute everything after it again.
  rewrite: withLines((lines, random) => {
    (lines[random(40)] as Line).entry.summary += ` ${random(1e6)}`;
    return chained(lines);
  }),
  deleteAndRewrite: withLines((lines, random) => (lines.splice(random(40), 1), chained(lines))),
  flipByte: (random) => {
    const at = random(honest.text.length - 1);
    const code = honest.text.charCodeAt(at);
    return {
      ...honest,
      text:
        honest.text.slice(0, at) + String.fromCharCode(code === 120 ? 121 : 120) + honest.text.slice(at + 1),
    };
  },
  checkpointByStranger: (random) => ({
    ...honest,
    checkpoints: [
      honest.checkpoints[0] as [string, string],
      checkpointOf(good.slice(0, 1 + random(40)), stranger),
    ],
  }),
  checkpointEdited: (random) => {
    const [name, note] = honest.checkpoints[1] as [string, string];
    const at = random(note.indexOf('\n\n') + 1);
    return {
      ...honest,
      checkpoints: [[name, note.slice(0, at) + (note[at] === '7' ? '8' : '7') + note.slice(at + 1)]],
    };
  },
};

function verdictHere({ text, checkpoints }: Trail): string {
  try {
    const found = verifyTrail(text, checkpoints, parseKey(signer.verifierKey));
    return `GOOD ${found.entries} ${found.details} ${found.head}`;
  } catch (error) {
    return `BAD ${(error as Error).message}`;
  }
}

/** All verdicts of the second verifier, in one process: starting a thousand would take minutes. */
function verdictsInPython(trails: Trail[]): string[] {
  const program = [
    'import sys, json, functools',
    `sys.path.insert(0, ${JSON.stringify(inProject('scripts'))})`,
    'import audit_verify as v',
    // The same signature over the same bytes is judged once: a thousand trails share most of their checkpoints.
    'v.ed25519_verify = functools.lru_cache(None)(v.ed25519_verify)',
    `key = v.parse_key(${JSON.stringify(signer.verifierKey)})`,
    'for line in sys.stdin:',
    '  t = json.loads(line)',
    '  try:',
    '    f = v.verify_trail(t["text"], t["checkpoints"], key)',
    '    print(json.dumps("GOOD %d %d %s" % (f["entries"], f["details"], f["head"])))',
    '  except v.Bad as e:',
    '    print(json.dumps("BAD " + str(e)))',
  ].join('\n');
  const run = spawnSync('python3', ['-B', '-c', program], {
    input: trails.map((trail) => JSON.stringify(trail)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
}

/** A small generator with a seed, so that a failure can be repeated. @source Marsaglia, xorshift32 */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

describe('the verifiers of the audit trail', () => {
  it('find nothing wrong with an honest trail, with or without its states', () => {
    const bare = { ...honest, text: good.map(({ entry }) => exportLine(entry)).join('') };
    const erased = {
      ...honest,
      text: good
        .map(({ entry, detail }, n) =>
          exportLine(entry, n % 2 ? detail : { erasedAt: '2026-11-25T14:00:00.000Z' }),
        )
        .join(''),
    };
    const withheld = {
      ...honest,
      text: good
        .map(({ entry, detail }, n) => exportLine(entry, n % 4 ? detail : { withheldFor: tenantId }))
        .join(''),
    };
    const trails = [honest, bare, erased, withheld, { text: '', checkpoints: [] }];
    const verdicts = trails.map(verdictHere);
    expect(verdicts).toEqual([
      expect.stringMatching(/^GOOD 40 40 /),
      expect.stringMatching(/^GOOD 40 0 /),
      expect.stringMatching(/^GOOD 40 20 /),
      expect.stringMatching(/^GOOD 40 30 /),
      `GOOD 0 0 ${firstPrevHash}`,
    ]);
    expect(verdictsInPython(trails)).toEqual(verdicts);
  });

  it('read checkpoints that name the hash of their chain and older ones that do not, and no chain by a hash they do not know', () => {
    const [[name, note] = ['', '']] = [checkpointOf(good)];
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    expect(text).toMatch(/\nhash sha256\n$/);
    const id = Buffer.from(note.split(' ').at(-1) ?? '', 'base64').subarray(0, 4);
    const signedAgain = (changed: string): Trail => ({
      ...honest,
      checkpoints: [
        [
          name,
          signedNote(
            changed,
            'crosswalk-audit',
            Buffer.concat([id, sign(null, Buffer.from(changed), ownKey)]).toString('base64'),
          ),
        ],
      ],
    });
    const trails = ['', 'hash sha3-256\n', 'hash sha256\nhash sha256\n', 'hash SHA256\n'].map((line) =>
      signedAgain(text.replace('hash sha256\n', line)),
    );
    const verdicts = trails.map(verdictHere);
    expect(verdicts).toEqual([
      expect.stringMatching(/^GOOD 40 40 /),
      'BAD 000040.txt: is of a chain by sha3-256, which this verifier does not know',
      'BAD 000040.txt: is not a checkpoint',
      'BAD 000040.txt: is not a checkpoint',
    ]);
    expect(verdictsInPython(trails)).toEqual(verdicts);
  });

  it('find 1,000 of 1,000 random tamperings, and name the same first bad entry', () => {
    const random = seeded(20261125);
    const kinds = Object.entries(tamperings);
    const cases = Array.from({ length: 1_000 }, (_, n) => {
      const [kind, tamper] = kinds[n % kinds.length] as [string, Tampering];
      return { kind, trail: tamper(random) };
    });
    const here = cases.map(({ trail }) => verdictHere(trail));
    const missed = cases.filter((_, n) => !here[n]?.startsWith('BAD ')).map(({ kind }) => kind);
    expect(missed).toEqual([]);
    expect(verdictsInPython(cases.map(({ trail }) => trail))).toEqual(here);
  });

  it('name the entry that was changed', () => {
    const lines = structuredClone(good);
    (lines[16] as Line).entry.summary = 'something else';
    expect(verdictHere({ ...honest, text: textOf(lines) })).toBe(
      'BAD line 17: does not have the hash of its content',
    );
    expect(verdictHere({ ...honest, text: textOf(good.slice(0, 30)) })).toContain(
      'of which 30 are left (the first missing is entry 31)',
    );
  });

  it('agree on every number and text that a state can hold', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const trails = fc.sample(value, { numRuns: 300, seed: 7 }).map((after): Trail => {
      const stored = JSON.parse(JSON.stringify(after)) as unknown;
      const detail = { salt: 'salt', before: null, after: stored };
      const line = newLine(1, 'x');
      const entry = {
        ...line.entry,
        commitment: sha256(detail.salt + canonicalJson({ before: null, after: stored })),
      };
      return { text: textOf(chained([{ entry, detail }])), checkpoints: [] };
    });
    const here = trails.map(verdictHere);
    expect(here.filter((verdict) => !verdict.startsWith('GOOD'))).toEqual([]);
    expect(verdictsInPython(trails)).toEqual(here);
  });
});
