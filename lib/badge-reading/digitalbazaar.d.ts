// These packages bring no types of their own; what is used of them is said here.
declare module 'jsonld' {
  type DocumentLoader = (
    url: string,
  ) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;
  const jsonld: {
    expand(document: unknown, options: { documentLoader: DocumentLoader; safe: boolean }): Promise<unknown[]>;
  };
  export default jsonld;
}
declare module 'jsonld-signatures' {
  const jsigs: {
    sign(document: unknown, options: object): Promise<Record<string, unknown>>;
    verify(document: unknown, options: object): Promise<{ verified: boolean; error?: unknown }>;
    purposes: { AssertionProofPurpose: new (options?: { controller?: object }) => object };
  };
  export default jsigs;
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: string; legacyContext?: boolean });
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object;
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createVerifyCryptosuite(): object;
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: object);
  }
}
declare module '@digitalbazaar/ed25519-multikey' {
  interface Multikey {
    id: string;
    publicKeyMultibase: string;
    signer(): object;
    verifier(): object;
  }
  export function generate(options: {
    id?: string;
    controller?: string;
    seed?: Uint8Array;
  }): Promise<Multikey>;
  export function from(key: object): Promise<Multikey>;
}
