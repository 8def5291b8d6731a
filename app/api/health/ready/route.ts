import { roomOnDisk } from '@/lib/next/disk-room';
import { readiness } from '@/lib/next/readiness';

export async function GET(): Promise<Response> {
  const [status, disk] = await Promise.all([readiness(), roomOnDisk()]);
  return Response.json(
    { status, disk },
    { status: status === 'ready' ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
