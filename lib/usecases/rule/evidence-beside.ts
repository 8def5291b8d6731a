import * as z from 'zod';
import * as evidence from '@/lib/db/evidence';
import { findMicroCredentials } from '@/lib/db/micro-credentials';
import type { Tx } from '@/lib/db/tx';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { oneLine } from '@/lib/kernel/shown-text';
import { evidenceAtHand, mostAtHand } from '@/lib/rule/evidence-at-hand';
import { evidenceKinds } from '@/lib/rule/evidence-file';
import { microCredentialIdsIn, type RuleVersion } from '@/lib/rule/rule-version';
import type { Acting } from '../context';
import { attachIn, type ReadEvidence, readEvidence } from './attach-evidence';

/** Evidence entered in the form of a draft: one link or file, and what was ticked of the links at hand. */
export const EvidenceInForm = z
  .strictObject({
    title: oneLine(200).default(''),
    kind: z.enum(evidenceKinds).default('syllabus'),
    url: z.string().trim().max(2_000).default(''),
    file: z.instanceof(File).optional(),
    atHand: z.array(z.string().max(2_000)).max(mostAtHand).default([]),
  })
  .prefault({});
export type EvidenceInForm = z.infer<typeof EvidenceInForm>;

/** The same, read: what is added together with the draft. */
export interface EvidenceBeside {
  entered: ReadEvidence | null;
  atHand: readonly string[];
}
export const noEvidence: EvidenceBeside = { entered: null, atHand: [] };

/** Fields of the form that a refusal may be about. */
const fieldOf: Readonly<Record<string, string>> = { url: 'evidence.url', title: 'evidence.title' };

/**
 * Reads what was entered beside a draft. What it is called may be left out: a file then keeps its name, and a link that of its place.
 * @refuses invalid_input `evidence/…`, with the fields of the form
 */
export async function readEvidenceBeside(given: EvidenceInForm): Promise<EvidenceBeside> {
  const { title, kind, url, file, atHand } = given;
  const hasFile = file !== undefined && file.size > 0;
  if (title === '' && url === '' && !hasFile) return { entered: null, atHand };
  const named = title || (hasFile ? file.name : hostOf(url)).slice(0, 200);
  try {
    return { entered: await readEvidence({ title: named, kind, url, file }), atHand };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const found = (error.details as { fieldErrors?: Record<string, string> } | undefined)?.fieldErrors ?? {};
    const fieldErrors = Object.fromEntries(
      Object.entries(found).map(([field, reason]) => [fieldOf[field] ?? field, reason]),
    );
    refuse(error.code, error.reason, { fieldErrors });
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url;
}

/** Adds it to a draft that was just saved. @refuses as attachEvidence · invalid_input `evidence/not-at-hand` for a link that is not known of its certificates */
export async function attachBeside(
  tx: Tx,
  ctx: Acting,
  { id, definition }: Pick<RuleVersion, 'id' | 'definition'>,
  { entered, atHand }: EvidenceBeside,
): Promise<void> {
  if (entered !== null) await attachIn(tx, ctx, id, entered);
  if (atHand.length === 0) return;
  const certificates = await findMicroCredentials(tx, microCredentialIdsIn(definition.premise));
  const added = (await evidence.list(tx, id)).map(({ url }) => url);
  const known = evidenceAtHand(certificates, []);
  for (const url of new Set(atHand)) {
    // Two tabs may have ticked the same one.
    if (added.includes(url)) continue;
    const { kind, title } =
      known.find((one) => one.url === url) ?? refuse('invalid_input', 'evidence/not-at-hand');
    await attachIn(tx, ctx, id, { kind, title, source: { url }, noted: { url } });
  }
}

/** What tells two saves of one draft apart, for the repetition of a command; nothing where nothing is added. */
export function notedBeside({ entered, atHand }: EvidenceBeside): object {
  if (entered === null && atHand.length === 0) return {};
  return {
    evidence: { ...(entered && { kind: entered.kind, title: entered.title, ...entered.noted }), atHand },
  };
}
