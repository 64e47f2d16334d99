// Whether passkeys can be used at this address, and under which name a passkey knows the house.

export interface PasskeySite {
  /** As the browser states it: scheme, name and port. */
  readonly origin: string;
  /** The name that passkeys are bound to. */
  readonly rpId: string;
}

/**
 * Browsers offer passkeys on https, and on localhost without it; a bare IP address has no name to bind them to (Web
 * Authentication Level 3, §5.1.3).
 * @param origin the installation's public address
 */
export function passkeySite(origin: string): PasskeySite | null {
  const { protocol, hostname } = new URL(origin);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  const isAddress = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  return isAddress || (protocol !== 'https:' && !isLocal) ? null : { origin, rpId: hostname };
}
