'use strict';
// A Blob of a Blob takes no memory for what is there already, however often it is in it.

const t = async (n, f) => { try { console.log(n, await f()); } catch (e) { console.log(n, e.name, e.code, e.message); } };
const doubled = (n, b = new Blob(['x'])) => { for (let i = 0; i < n; i++) b = new Blob([b, b]); return b; };
(async () => {
  await t('size', () => doubled(30).size);
  await t('size of 52', () => doubled(52).size);
  await t('size of 53', () => doubled(53).size);
  await t('size of 70', () => doubled(70).size);
  await t('slice', () => doubled(28).slice(1000, 1010).text());
  await t('slice end', () => doubled(28, new Blob(['ab', 'c'])).slice(-7).text());
  await t('slice of slice', () => doubled(14, new Blob(['ab', 'c'])).slice(7, 2 ** 13).slice(2 ** 10, 2 ** 10 + 9).text());
  await t('slice size', () => doubled(12).slice(5).size);
  await t('stream', async () => { const r = doubled(12, new Blob(['ab', 'c'])).stream().getReader(); const out = []; for (let i = 0; i < 5; i++) out.push(Buffer.from((await r.read()).value).toString()); await r.cancel(); return out.join('|'); });
  await t('stream of slice', async () => { const out = []; for await (const c of doubled(3, new Blob(['ab', 'c'])).slice(1, 11).stream()) out.push(Buffer.from(c).toString()); return out.join('|'); });
  await t('chain', async () => { let b = new Blob([]); for (let i = 0; i < 300; i++) b = new Blob([b, String(i % 10)]); return [b.size, await b.slice(0, 12).text(), await b.slice(-12).text()]; });
  await t('slices', async () => { let b = new Blob(['x'.repeat(30000)]); for (let i = 0; i < 300; i++) b = b.slice(1); return [b.size, (await b.text()).length]; });
  await t('text', async () => (await doubled(12, new Blob(['é', 'b'])).text()).slice(-4));
  await t('bytes', async () => (await doubled(12).bytes()).length);
  await t('array', async () => (await doubled(12).arrayBuffer()).byteLength);
  await t('split é', async () => { const b = new Blob(['é']); return new Blob([b.slice(0, 1), b.slice(1)]).text() });
  await t('empty parts', async () => { const out = []; for await (const c of new Blob([new Blob([]), 'a', '', new Blob(['', 'b'])]).stream()) out.push(Buffer.from(c).toString()); return out.join('|'); });
  await t('file', async () => { const f = new File([doubled(3)], 'n', { type: 'a/b', lastModified: 5 }); return [f, structuredClone(f), await structuredClone(f).text(), f.slice(0, 3, 'c/d')]; });
  await t('source changed', async () => { const u = new Uint8Array([97, 98]); const b = new Blob([u]); u[0] = 99; return b.text() });
  await t('urls', async () => { const { resolveObjectURL } = require('buffer'); const b = new Blob(['abc']); const u = URL.createObjectURL(b); const r = await resolveObjectURL(u).text(); URL.revokeObjectURL(u); return [r, resolveObjectURL(u)]; });
})();
