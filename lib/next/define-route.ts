import 'server-only';
import { NextResponse, type NextRequest } from 'next/server';
import * as z from 'zod';
import { Refusal } from '@/lib/kernel/refusal';
import type { Context } from '@/lib/usecases/context';
import { logError } from './log';
import { knownRefusal, noteRefusal } from './note-refusal';
import { problemDocument } from './problem-document';
import { refusalSentence, statusOf, unexpectedSentence } from './refusal-words';
import { requestContext } from './request-context';

type Params = Record<string, string>;

/** The edge between an HTTP request and a use case: refusals become problem documents. @source RFC 9457 */
export function defineRoute<P extends Params = Params>(
  handle: (ctx: Context, request: NextRequest, params: P) => Promise<Response>,
) {
  return async (request: NextRequest, { params }: { params: Promise<P> }): Promise<Response> => {
    let ctx: Context | undefined;
    try {
      ctx = await requestContext();
      return await handle(ctx, request, await params);
    } catch (thrown) {
      const error = knownRefusal(thrown);
      if (error instanceof Refusal && ctx) await noteRefusal(error, ctx);
      if (error instanceof Refusal)
        return problem(statusOf[error.code], error.reason, await refusalSentence(error), namedIn(error));
      const requestId = request.headers.get('x-request-id') ?? '';
      logError('route failed', requestId, error);
      return problem(500, 'bug', await unexpectedSentence(requestId));
    }
  };
}

/** Answers whoever asks for the head alone of what leaves a mark when it is fetched: the framework would fetch it for them. @source RFC 9110 §9.2.1 */
export function refuseHead(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET', 'cache-control': 'no-store' } });
}

const Named = z.object({ problems: z.array(z.object({ field: z.string(), reason: z.string() })) });

/** The parameters that a refusal is about, where it says so. */
function namedIn({ details }: Refusal): { problems?: { parameter: string; reason: string }[] } {
  const named = Named.safeParse(details);
  return named.success
    ? { problems: named.data.problems.map(({ field, reason }) => ({ parameter: field, reason })) }
    : {};
}

function problem(status: number, reason: string, detail: string, more: object = {}): Response {
  return NextResponse.json(
    { ...problemDocument(status, reason, detail), ...more },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  );
}
