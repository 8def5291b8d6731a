import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from '@/scripts/database/cluster';
import { choosePort } from '@/scripts/product/choose-port';
import { localAddress } from '@/scripts/product/local-address';

const here = '127.0.0.1';

test('a wish is granted where it is free, and without one there is a port', async () => {
  const free = await freePort();
  expect(await choosePort(String(free), here)).toBe(free);
  for (const none of [undefined, '']) expect(await choosePort(none, here)).toBeGreaterThan(0);
});

test('a wish that is taken, or no port, is refused in words', async () => {
  const other = createServer().listen(0, here);
  await once(other, 'listening');
  const address = other.address();
  const taken = address !== null && typeof address === 'object' ? address.port : 0;
  await expect(choosePort(String(taken), here)).rejects.toThrow(
    `Port ${taken} is taken. Free it, or leave PORT out to get a free one.`,
  );
  other.close();
  for (const none of ['http', '0', '65536', '80.5', '-1'])
    await expect(choosePort(none, here)).rejects.toThrow(
      `PORT must be a number from 1 to 65535, not ${none}.`,
    );
});

test.each(['192.0.2.1', 'nowhere.invalid', '300.1.1.1'])(
  'a host that this machine is not is named with its setting: %s',
  async (host) => {
    await expect(choosePort(undefined, host)).rejects.toThrow(
      `CROSSWALK_LISTEN is ${host}, which is no address of this machine.`,
    );
  },
);

test('what listens everywhere is reached here, and an address of version 6 stands in brackets', () => {
  expect(['127.0.0.1', '0.0.0.0', '::', '::1', '10.1.2.3'].map((host) => localAddress(host, 3_000))).toEqual([
    'http://127.0.0.1:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'http://[::1]:3000',
    'http://10.1.2.3:3000',
  ]);
});
