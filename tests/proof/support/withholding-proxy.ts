import net from 'node:net';

/** Stands between the product and its database and can keep the replies to itself: the work is done, and nobody hears of it. */
export interface WithholdingProxy {
  port: number;
  withhold: (isOn: boolean) => void;
  close: () => Promise<void>;
}

export async function startWithholdingProxy(to: { host: string; port: number }): Promise<WithholdingProxy> {
  let withheld = false;
  const pairs = new Set<net.Socket>();
  const server = net.createServer((product) => {
    const database = net.connect(to.port, to.host);
    database.on('data', (reply) => void (withheld || product.write(reply)));
    product.on('data', (question) => void database.write(question));
    for (const [one, other] of [
      [product, database],
      [database, product],
    ] as const) {
      pairs.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          pairs.delete(one);
          other.destroy();
        });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.');
  return {
    port: address.port,
    withhold: (isOn) => void (withheld = isOn),
    close: async () => {
      for (const one of pairs) one.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
