import { createHash } from 'node:crypto';
import * as z from 'zod';
import * as evidence from '@/lib/db/evidence';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { oneLine } from '@/lib/kernel/shown-text';
import { evidenceQuota, judgeFile } from '@/lib/rule/evidence-file';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { ruleResource } from './rule-resource';

export const evidenceKinds = [
  'syllabus',
  'assessment',
  'recommendation',
  'agreement',
  'decision',
  'other',
] as const;

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

/** Adds a link or a file; neither is ever changed or removed. @refuses invalid_input `evidence/…` · invalid_transition `rule/frozen` · rule_violation `evidence/quota` */
export async function attachEvidence(ctx: Context, input: AttachEvidence): Promise<{ id: string }> {
  const { ruleVersionId, kind, title } = input;
  const source = await sourceOf(input);
  const noted =
    'url' in source
      ? source
      : { fileName: source.fileName, mediaType: source.mediaType, sha256: source.sha256 };
  return command(
    ctx,
    'rule.attachEvidence',
    { ruleVersionId, kind, title, ...noted },
    async (tx, actor, ctx) => {
      const version = await rules.get(tx, ruleVersionId);
      authorize(ctx, 'rule.attachEvidence', ruleResource(version));
      if (!takesEvidence.includes(version.status)) refuse('invalid_transition', 'rule/frozen');
      if ('content' in source) await spendQuota(tx, actor.personId, ctx.now, source.content.byteLength);
      const id = ctx.newId();
      await evidence.add(tx, {
        tenantId: actor.tenantId,
        id,
        ruleVersionId,
        kind,
        title,
        addedById: actor.personId,
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
    },
  );
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

async function sourceOf({
  url,
  file,
}: AttachEvidence): Promise<
  { url: string } | { fileName: string; mediaType: string; sha256: string; content: Uint8Array<ArrayBuffer> }
> {
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
