'use strict';
// Blobs and Files: parts of them, their URLs, copies of them here and in a worker thread.

const { Blob, File, resolveObjectURL } = require('buffer');
const { Worker } = require('worker_threads');

(async () => {
  const blob = new Blob(['hello ', 'wörld'], { type: 'text/Plain' });
  for (const range of [[], [1.5, 4.5], [-1.5], ['1.5'], [2.9], [0, -1.5], [NaN], [Infinity], [-Infinity, 3], [5, 2], [undefined, 3], [0, 5, 'A/b']]) {
    const part = blob.slice(...range);
    console.log(range, part.size, part.type, JSON.stringify(await part.text()));
  }
  for await (const text of new Blob(['wörld']).textStream()) console.log(text);
  for (const lastModified of [1.7, '5', null, true, NaN, {}, -1.5]) console.log(new File([], 'n', { lastModified }).lastModified);
  try {
    new Blob(['a', Symbol('s')]);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }

  const file = new File([blob, '!'], 'name.txt', { lastModified: 3, type: 'a/b' });
  const copy = structuredClone({ file, again: file, blob });
  console.log(copy, copy.file === copy.again, copy.file instanceof File, await copy.file.text(), await copy.blob.text());
  const worker = new Worker(`
    const { parentPort } = require('worker_threads');
    parentPort.once('message', async ({ file, url }) => {
      parentPort.postMessage([file, file instanceof File, await file.text(), require('buffer').resolveObjectURL(url)]);
    });`, { eval: true });
  const url = URL.createObjectURL(blob);
  worker.postMessage({ file, url });
  console.log(await new Promise((resolve) => worker.once('message', resolve)));

  console.log(url.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'ID'));
  const found = resolveObjectURL(url);
  console.log(found, await found.text(), found === blob, resolveObjectURL(URL.createObjectURL(file)));
  URL.revokeObjectURL(url);
  for (const unknown of [url, 'blob:nodedata:x', 'http://x/', '', 5]) console.log(resolveObjectURL(unknown));
  for (const wrong of [() => URL.createObjectURL({}), () => URL.createObjectURL(), () => URL.revokeObjectURL(), () => URL.revokeObjectURL('x')]) {
    try {
      console.log(wrong());
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }
})();
