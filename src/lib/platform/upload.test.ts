import { expect, test } from 'vitest';
import { readUpload } from './upload.server.ts';

function posted(fileBytes: number): Request {
  const form = new FormData();
  form.set('kind', 'venues');
  form.set('file', new File([new Uint8Array(fileBytes).fill(65)], 'list.csv'));
  return new Request('http://localhost/import', { method: 'POST', body: form });
}

test('a form with a file is read', async () => {
  const read = await readUpload(posted(1000), 1000);
  if (!read.ok) throw new Error(read.reason);
  expect(read.value.get('kind')).toBe('venues');
  const file = read.value.get('file') as File;
  expect(file.name).toBe('list.csv');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(1000).fill(65));
});

test('one that is too large is read to its end and refused with its size', async () => {
  const request = posted(3_000_000);
  const read = await readUpload(request, 1_000_000);
  expect(read).toMatchObject({ ok: false, reason: 'too_large' });
  expect(!read.ok && read.bytes).toBeGreaterThan(3_000_000);
  expect(request.bodyUsed).toBe(true);
});

test('a body that breaks off or is no form holds nothing', async () => {
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
  const request = (body: BodyInit, type: string): Request =>
    new Request('http://localhost/', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      duplex: 'half'
    } as RequestInit);
  expect(await readUpload(request(broken, 'multipart/form-data; boundary=x'), 10)).toMatchObject({
    ok: false
  });
  const nonsense = await readUpload(request('nonsense', 'multipart/form-data; boundary=x'), 10);
  expect(nonsense.ok && [...nonsense.value.keys()]).toEqual([]);
});
