import { refuse } from '@/lib/kernel/refusal';
import { defineRoute } from '@/lib/next/define-route';

/** Every address of the API that no other route answers: refused as all its refusals are, never with a page. */
export const GET = defineRoute(async () => refuse('not_found', 'api/no-such-address'));
