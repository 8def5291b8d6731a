import { env } from '@/lib/env';
import { roomOnDisk } from '@/lib/next/disk-room';
import { readiness } from '@/lib/next/readiness';

/** Whoever started this application knows by the id that it is this one which answers. */
export async function GET(): Promise<Response> {
  const [status, disk] = await Promise.all([readiness(), roomOnDisk()]);
  return Response.json(
    { status, disk },
    {
      status: status === 'ready' ? 200 : 503,
      headers: { 'cache-control': 'no-store', 'x-start-id': env().CROSSWALK_START_ID ?? '' },
    },
  );
}
