// Which network a connection comes from, for counting tries: an IPv4 address, or the /64 that an IPv6 address lies in.
import ipaddr from 'ipaddr.js';

/**
 * A household or a small institution gets at least a /64 of IPv6 (RFC 6177), so single addresses of it cost nothing.
 * @returns `203.0.113.7` or `2001:db8:1:2::/64`; the text itself when it is no address
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return address;
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const network = [...parsed.toByteArray().slice(0, 8), ...new Array<number>(8).fill(0)];
  return `${ipaddr.fromByteArray(network).toString()}/64`;
}
