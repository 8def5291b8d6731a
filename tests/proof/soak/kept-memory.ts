import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';

const Targets = z.array(z.object({ webSocketDebuggerUrl: z.string() }));
const Answer = z.object({ id: z.number(), result: z.record(z.string(), z.unknown()).default({}) });
const HeapUsage = z.object({ usedSize: z.number(), backingStorageSize: z.number().default(0) });

/** Memory that a process really keeps: what its engine holds when it is told to collect everything else, and the buffers beside it. */
export interface KeptMemory {
  /** @units megabytes */
  ask: () => Promise<number>;
  close: () => void;
}

/** Speaks to a process that was started with `--inspect` at that port of this machine. */
export async function keptMemoryAt(port: number): Promise<KeptMemory> {
  const targets = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const socket = new WebSocket(targets[0]?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('The inspector does not answer.')), {
      once: true,
    });
  });
  let last = 0;
  const send = (method: string): Promise<Record<string, unknown>> => {
    const id = (last += 1);
    return new Promise((resolve, reject) => {
      const lost = () => reject(new Error('The process that was looked at has ended.'));
      if (socket.readyState !== WebSocket.OPEN) return lost();
      socket.addEventListener('close', lost, { once: true });
      const hear = ({ data }: MessageEvent) => {
        const answer = Answer.safeParse(JSON.parse(String(data)));
        if (answer.data?.id !== id) return;
        socket.removeEventListener('message', hear);
        socket.removeEventListener('close', lost);
        resolve(answer.data.result);
      };
      socket.addEventListener('message', hear);
      socket.send(JSON.stringify({ id, method }));
    });
  };
  return {
    ask: async () => {
      await send('HeapProfiler.collectGarbage');
      // What a collection frees beside the heap is gone a moment later.
      await pause(200);
      const { usedSize, backingStorageSize } = HeapUsage.parse(await send('Runtime.getHeapUsage'));
      return (usedSize + backingStorageSize) / 1_048_576;
    },
    close: () => socket.close(),
  };
}
