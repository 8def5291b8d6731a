import { freePort } from '../database/cluster';

/** Where nobody wishes another one. */
const usual = 3_000;
/** What a host is refused with that is none of this machine. */
const noHost = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL']);

/**
 * The port to listen at: the one that is wished, or else the usual one where it is free and any other where it is not.
 * @refuses in words a wish that is no port or that cannot be had, and a host that this machine is not
 */
export async function choosePort(wished: string | undefined, host: string): Promise<number> {
  const free = (port: number) =>
    freePort(port, host).catch((error: NodeJS.ErrnoException) => {
      if (!noHost.has(error.code ?? '')) throw error;
      throw new Error(
        `CROSSWALK_LISTEN is ${host}, which is no address of this machine. Set it to one, or leave it out to be reached from this machine alone.`,
        { cause: error },
      );
    });
  if (wished === undefined || wished === '') return free(usual);
  const port = Number(wished);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a number from 1 to 65535, not ${wished}.`);
  if ((await free(port)) !== port)
    throw new Error(
      `Port ${port} is taken${port < 1_024 ? ', or only root may listen there' : ''}. Free it, or leave PORT out to get a free one.`,
    );
  return port;
}
