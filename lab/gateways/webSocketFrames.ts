/**
 * A text frame of a WebSocket. https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 * @param text of at most 125 bytes
 * @param mask four bytes, which a client has to send
 */
export function textFrame(text: string, mask?: Buffer): Buffer {
  const payload = Buffer.from(text);
  const isMasked = mask ? 0x80 : 0;
  const head = Buffer.from([0x80 | opcodes.text, isMasked | payload.length]);
  return mask ? Buffer.concat([head, mask, masked(payload, mask)]) : Buffer.concat([head, payload]);
}

/** The texts of all whole frames in `bytes`, and the bytes after them. Frames of other kinds are dropped. */
export function readFrames(bytes: Buffer): { readonly texts: readonly string[]; readonly rest: Buffer } {
  const texts: string[] = [];
  let rest = bytes;
  while (rest.length >= 2) {
    const [first = 0, second = 0] = rest;
    const start = second & 0x80 ? 6 : 2;
    const end = start + (second & 0x7f);
    if (rest.length < end) break;
    const payload = rest.subarray(start, end);
    const mask = rest.subarray(2, start);
    if ((first & 0x0f) === opcodes.text) texts.push((mask.length ? masked(payload, mask) : payload).toString());
    rest = rest.subarray(end);
  }
  return { texts, rest };
}

const opcodes = { text: 1 };

const masked = (payload: Buffer, mask: Buffer): Buffer =>
  Buffer.from(payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
