// Which address a request came from, behind as many proxies as the installation says it trusts.

/** The header in which the server hands the address on to the pages; whatever a visitor wrote there is overwritten. */
export const clientAddressHeader = 'x-client-address';

/**
 * Each proxy writes the address that it was called from at the end of X-Forwarded-For; what stands before those of our own
 * proxies is the visitor's own invention.
 * @param forwardedFor the header as it came @param socketAddress of the connection @param trustedProxies how many stand before us
 */
export function clientAddress(
  forwardedFor: string | readonly string[] | undefined,
  socketAddress: string | undefined,
  trustedProxies: number
): string {
  const written = [forwardedFor ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((address) => address.trim());
  return (trustedProxies > 0 ? written.at(-trustedProxies) : undefined) || (socketAddress ?? '');
}
