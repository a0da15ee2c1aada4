// A Blob's stream gives its parts one by one, those of other Blobs, too, and what a slice has left of them.
const { Blob, File } = require('buffer');
const lengths = async (blob) => {
  const list = [];
  for await (const chunk of blob.stream()) list.push(chunk.length);
  return list.join();
};
const byob = async (blob, size) => {
  const reader = blob.stream().getReader({ mode: 'byob' });
  const list = [];
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(size));
    if (done) return list.join();
    list.push(Buffer.from(value).toString());
  }
};
(async () => {
  const parts = new Blob([Buffer.alloc(10), 'abc', new Blob(['zz', Buffer.alloc(70000)]), '', 'é', new Uint16Array(3).buffer]);
  console.log(await lengths(parts), await lengths(parts.slice(5)), await lengths(parts.slice(12, 15)), await lengths(parts.slice(12, 15).slice(1, 2)));
  console.log(await lengths(new Blob([])), await lengths(new Blob(['', ''])), await lengths(new File(['a', 'bc'], 'x')), await lengths(structuredClone(new Blob(['a', 'bc']))));
  console.log(await lengths(new Blob([parts.slice(11, 14), parts.slice(3, 4)])), await lengths(new Blob(['x'.repeat(200000)])));
  for (const size of [1, 2, 3, 4, 20]) console.log(size, await byob(new Blob(['abc', 'defg']), size));
  console.log(await new Blob(['abc', 'defg']).text(), await new Blob(['abc', 'defg']).slice(2, 5).text());
  for (const endings of ['other', null, 5, {}]) try { new Blob([], { endings }); } catch (e) { console.log(e.message); }
})();
