import { parametersOf } from '@/lib/catalog/url-parameters';
import { parseViewParameters, viewHref } from '@/lib/catalog/view-parameters';
import { confirmationOf } from '@/lib/micro-credential/in-name';
import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';
import type { Unit } from '@/lib/amount/unit';
import { type EntryView, viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';

/** One certificate as JSON: what is known of it, and every public rule that names it, by institution. */
export const GET = defineRoute<{ slug: string }>(async (ctx, request, { slug }) => {
  const { asOf, unit, problems } = parseViewParameters(parametersOf(request.nextUrl.searchParams));
  if (problems.length > 0) refuse('invalid_input', 'catalog/bad-search', { problems });
  const wanted = { slug: slug.slice(0, 250), asOf, unit };
  const tell = async () => {
    const view = await viewMicroCredential(ctx, wanted);
    return { at: view.entry.slug, text: JSON.stringify(told(view, unit)) };
  };
  const { at, text } =
    asOf === null && unit === null
      ? await ctx.catalog.keep(ctx.now, `answer ${wanted.slug}`, tell)
      : await tell();
  // It was merged into another entry that lists the same certificate.
  if (at !== wanted.slug)
    return new Response(null, {
      status: 308,
      headers: { location: viewHref(`/api/v1/catalog/${at}`, { asOf, unit }) },
    });
  return new Response(text, { headers: { 'content-type': 'application/json' } });
});

function told(view: EntryView, unit: Unit | null): object {
  const institution = ({
    slug: name,
    name: title,
    homeUnit,
  }: {
    slug: string;
    name: string;
    homeUnit: string;
  }) => ({ slug: name, name: title, homeUnit });
  return {
    asOf: view.asOf,
    entry: { ...view.entry, ...confirmationOf(view.entry) },
    standing: view.standing,
    decided: view.decided.map(({ institution: by, standing, rules }) => ({
      institution: institution(by),
      standing,
      rules: rules.map(
        ({
          id,
          code,
          title,
          version,
          definition,
          offer,
          converted,
          publicNote,
          statusSince,
          statusReason,
          claimFrom,
          claimTo,
          reviewDueOn,
          publishedOn,
          waitsSince,
        }) => ({
          id,
          code,
          title,
          version,
          standing: offer.standing,
          definition,
          offer,
          // Only where a unit is asked for: the offer itself has the common one.
          converted: unit === null ? null : converted,
          publicNote,
          statusSince,
          statusReason,
          claimFrom,
          claimTo,
          reviewDueOn,
          publishedOn,
          waitsSince,
        }),
      ),
    })),
    notCompared: view.notCompared.map(institution),
    notDecided: view.open.map(({ institution: by, standing }) => ({
      institution: institution(by),
      standing,
    })),
  };
}
