// A passkey made of software for tests: it answers as a phone would, and wrongly where a test asks for that.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

export interface Answering {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** Whether fingerprint, face or PIN was asked for; true unless told. */
  readonly userVerified?: boolean;
  /** How often it has signed; one more each time unless told. */
  readonly counter?: number;
}

export interface Authenticator {
  register(asked: Answering): RegistrationResponseJSON;
  signIn(asked: Answering): AuthenticationResponseJSON;
}

export function makeAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let signed = 0;
  const described = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key' as const
  };
  return {
    register(asked) {
      const data = Buffer.concat([
        authenticatorData(asked, asked.counter ?? 0, 0x40),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey)
      ]);
      return {
        ...described,
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', asked).toString('base64url'),
          // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR
          attestationObject: Buffer.concat([
            Buffer.from([0xa3]),
            text('fmt'),
            text('none'),
            text('attStmt'),
            Buffer.from([0xa0]),
            text('authData'),
            bytes(data)
          ]).toString('base64url')
        }
      };
    },
    signIn(asked) {
      signed = asked.counter ?? signed + 1;
      const data = authenticatorData(asked, signed);
      const client = clientData('webauthn.get', asked);
      return {
        ...described,
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url')
        }
      };
    }
  };
}

function clientData(type: string, { challenge, origin }: Answering): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** Web Authentication Level 3, §6.1. */
function authenticatorData({ rpId, userVerified = true }: Answering, counter: number, flags = 0): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([flags | 0x01 | (userVerified ? 0x04 : 0)]), count]);
}

/** {1: 2, 3: -7, -1: 1, -2: x, -3: y}: ES256 as COSE writes it (RFC 9053 §2.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url'))
  ]);
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (value: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
const bytes = (value: Buffer): Buffer => Buffer.concat([Buffer.from([0x58, value.length]), value]);
