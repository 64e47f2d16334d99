// Opens a ZIP archive without trusting it: sizes are checked before unpacking and held to while unpacking.
import { crc32, inflateRawSync } from 'node:zlib';

export const maxUnpacked = 50 * 1024 * 1024;
const maxRatio = 100;
/** A small file may be packed as tightly as it likes. */
const harmless = 1024 * 1024;

export interface Entry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly crc: number;
  readonly offset: number;
}

export type ArchiveRefusal =
  | { readonly reason: 'too_large_unpacked'; readonly bytes: number; readonly limit: number }
  | { readonly reason: 'encrypted' }
  | { readonly reason: 'damaged' };

/** The archive's table of contents (PKWARE APPNOTE 4.3.12); refused when what it promises is too much. */
export function entriesOf(bytes: Uint8Array): Entry[] | ArchiveRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === null) return { reason: 'damaged' };
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return { reason: 'damaged' };
    if (view.getUint16(at + 8, true) & 1) return { reason: 'encrypted' };
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) return { reason: 'damaged' };
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true)
    });
    at = next;
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
  const limit = Math.min(maxUnpacked, Math.max(harmless, Math.min(packed, bytes.length) * maxRatio));
  return unpacked > limit ? { reason: 'too_large_unpacked', bytes: unpacked, limit } : entries;
}

/** The content of one entry, or null when it is not what the table of contents says: longer, shorter, or with a wrong checksum. */
export function contentOf(bytes: Uint8Array, entry: Entry): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset } = entry;
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50) return null;
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + entry.packed > view.byteLength) return null;
  const content = unpackedOf(bytes.subarray(start, start + entry.packed), entry);
  return content && content.length === entry.unpacked && crc32(content) === entry.crc ? content : null;
}

/** An archive with the given files, not packed: small enough to be believed by whoever reads it next. */
export function archiveOf(files: readonly (readonly [name: string, content: Uint8Array])[]): Buffer {
  const parts: Buffer[] = [];
  const contents: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(0x0800, 2);
    header.writeUInt16LE(0x21, 8);
    header.writeUInt32LE(crc32(content), 10);
    header.writeUInt32LE(content.length, 14);
    header.writeUInt32LE(content.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    header.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    contents.push(Buffer.concat([central, Buffer.from(name)]));
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), header, Buffer.from(name), content]);
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(contents);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

/** Searched from the end, behind which a comment of at most 65,535 bytes may stand. */
function endRecord(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 65_557; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function unpackedOf(packed: Uint8Array, { method, unpacked }: Entry): Uint8Array | null {
  if (method === 0) return packed;
  if (method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpacked) });
  } catch {
    return null;
  }
}
