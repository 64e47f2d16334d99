// Which network addresses belong to the public internet, and which lead into somebody's house, this machine or nowhere.
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * True only for what the registries of special addresses (RFC 6890 and its updates) leave as ordinary: loopback, private,
 * link-local, carrier-grade NAT, multicast and reserved ranges are not, nor any IPv6 form that carries an IPv4 address
 * (mapped, NAT64, 6to4, Teredo).
 * @param address as an operating system or a parsed URL writes it; anything unreadable is not public
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  if (isIP(bare) === 0) return false;
  const parsed = ipaddr.parse(bare);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || (!bare.includes('%') && parsed.match(globalUnicast));
}
