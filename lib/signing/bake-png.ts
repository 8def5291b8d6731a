import { crc32 } from 'node:zlib';

/** What stands at the end of every PNG. @units bytes */
const end = 12;

/**
 * A picture with a badge in it, in a part of its own before the end, as Open Badges say. No kept-up package does it; what is made is read
 * back by lib/badge-reading/png-badge.ts. @source Open Badges 3.0 §5.3.1 (iTXt, keyword openbadgecredential, not packed); PNG, RFC 2083
 */
export function bakedPng(picture: Uint8Array, badge: string): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(`openbadgecredential\0\0\0\0\0${badge}`, 'utf8');
  const typed = Buffer.concat([Buffer.from('iTXt', 'latin1'), text]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(text.length);
  sum.writeUInt32BE(crc32(typed));
  const at = picture.length - end;
  return Uint8Array.from(Buffer.concat([picture.subarray(0, at), length, typed, sum, picture.subarray(at)]));
}
