import { createHash } from 'node:crypto';
import * as z from 'zod';
import * as evidence from '@/lib/db/evidence';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { oneLine } from '@/lib/kernel/shown-text';
import { evidenceKinds, evidenceQuota, judgeFile } from '@/lib/rule/evidence-file';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Acting, type Context, staffOf } from '../context';
import { recordAudit } from '../record-audit';
import { ruleResource } from './rule-resource';

export const AttachEvidence = z.strictObject({
  ruleVersionId: z.uuid(),
  kind: z.enum(evidenceKinds),
  title: oneLine(200).min(1, 'field/evidence-label'),
  url: z.string().trim().max(2_000).default(''),
  file: z.instanceof(File).optional(),
});
export type AttachEvidence = z.infer<typeof AttachEvidence>;

/** While something is still to be decided, whoever decides may be shown more. */
export const takesEvidence: readonly RuleStatus[] = [
  'draft',
  'returned',
  'submitted',
  'in_department',
  'in_committee',
  'in_dean',
  'conditionally_approved',
];

/** A piece of evidence that was read and can be kept, and what the trail and the repetition of a command know it by. */
export type ReadEvidence = Pick<AttachEvidence, 'kind' | 'title'> & {
  source: Source;
  noted: { url: string } | { fileName: string; mediaType: string; sha256: string };
};

/** Adds a link or a file; neither is ever changed or removed. @refuses invalid_input `evidence/…` · invalid_transition `rule/frozen` · rule_violation `evidence/quota` */
export async function attachEvidence(ctx: Context, input: AttachEvidence): Promise<{ id: string }> {
  const { ruleVersionId, kind, title } = input;
  const read = await readEvidence(input);
  return command(
    ctx,
    'rule.attachEvidence',
    { ruleVersionId, kind, title, ...read.noted },
    (tx, _actor, ctx) => attachIn(tx, ctx, ruleVersionId, read),
  );
}

/** Reads a link or a file before anything is locked for it. @refuses invalid_input `evidence/…` */
export async function readEvidence(input: Omit<AttachEvidence, 'ruleVersionId'>): Promise<ReadEvidence> {
  const { kind, title } = input;
  const source = await sourceOf(input);
  const noted =
    'url' in source
      ? source
      : { fileName: source.fileName, mediaType: source.mediaType, sha256: source.sha256 };
  return { kind, title, source, noted };
}

/** Adds it within a transaction that may do more. @refuses as attachEvidence */
export async function attachIn(
  tx: Tx,
  ctx: Acting,
  ruleVersionId: string,
  { kind, title, source, noted }: ReadEvidence,
): Promise<{ id: string }> {
  const version = await rules.get(tx, ruleVersionId);
  authorize(ctx, 'rule.attachEvidence', ruleResource(version));
  if (!takesEvidence.includes(version.status)) refuse('invalid_transition', 'rule/frozen');
  const { personId } = staffOf(ctx);
  if ('content' in source) await spendQuota(tx, personId, ctx.now, source.content.byteLength);
  const id = ctx.newId();
  await evidence.add(tx, {
    tenantId: version.tenantId,
    id,
    ruleVersionId,
    kind,
    title,
    addedById: personId,
    at: ctx.now,
    ...source,
  });
  await recordAudit(tx, ctx, 'rule.attachEvidence', {
    objectType: 'rule_version',
    objectId: ruleVersionId,
    summary: `evidence added to version ${version.version}`,
    after: { id, kind, title, ...noted },
  });
  return { id };
}

/** @source OWASP ASVS 5.0.0, 5.2.4 */
async function spendQuota(tx: Tx, personId: string, now: string, bytes: number): Promise<void> {
  const used = await evidence.lockUse(
    tx,
    personId,
    new Date(Date.parse(now) - evidenceQuota.days * 86_400_000),
  );
  if (used.files + 1 > evidenceQuota.files || used.bytes + bytes > evidenceQuota.bytes)
    refuse('rule_violation', 'evidence/quota');
}

type Source =
  | { url: string }
  | { fileName: string; mediaType: string; sha256: string; content: Uint8Array<ArrayBuffer> };

async function sourceOf({ url, file }: Pick<AttachEvidence, 'url' | 'file'>): Promise<Source> {
  const hasFile = file !== undefined && file.size > 0;
  if (hasFile === (url !== ''))
    refuse('invalid_input', 'evidence/file-or-link', {
      fieldErrors: { url: 'field/link-or-file' },
    });
  if (!hasFile) {
    if (!isWebLink(url))
      refuse('invalid_input', 'evidence/not-web-link', {
        fieldErrors: { url: 'field/link' },
      });
    return { url };
  }
  const content = new Uint8Array(await file.arrayBuffer());
  const judged = orRefuse(judgeFile(file.name, content), 'invalid_input');
  return { ...judged, sha256: createHash('sha256').update(content).digest('hex'), content };
}

function isWebLink(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
