import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { type Checkpoint, checkpointText, signedNote } from '@/lib/audit/checkpoint';

export interface CheckpointSigner {
  /** The checkpoint as a signed note. */
  sign(checkpoint: Checkpoint): string;
  /** The line by which anybody verifies: name, id and public key. */
  verifierKey: string;
}

/** Signs with an Ed25519 key that is kept outside the database it vouches for. `name` says whose key it is. */
export function checkpointSigner(privateKeyPem: string, name: string): CheckpointSigner {
  const privateKey = createPrivateKey(privateKeyPem);
  if (privateKey.asymmetricKeyType !== 'ed25519')
    throw new Error('The checkpoint key must be an Ed25519 key.');
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const typed = Buffer.concat([Buffer.from([1]), raw]);
  const id = createHash('sha256')
    .update(Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), typed]))
    .digest()
    .subarray(0, 4);
  return {
    sign(checkpoint) {
      const text = checkpointText(checkpoint, (hex) => Buffer.from(hex, 'hex').toString('base64'));
      return signedNote(
        text,
        name,
        Buffer.concat([id, sign(null, Buffer.from(text, 'utf8'), privateKey)]).toString('base64'),
      );
    },
    verifierKey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
  };
}
