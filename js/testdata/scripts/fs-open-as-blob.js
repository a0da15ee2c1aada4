'use strict';
// A Blob of what is in a file.

const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'blob-'));
const file = path.join(dir, 'file');
fs.writeFileSync(file, 'hello é');
const words = (error) => [error.name, error.code, error.message.replaceAll(dir, '<dir>')].join(' | ');
const tell = (f) => {
  try {
    return f();
  } catch (error) {
    return words(error);
  }
};
const later = (promise) => promise.catch(words);

(async () => {
  console.log(fs.openAsBlob.name, fs.openAsBlob.length, fs.openAsBlobSync.name, fs.openAsBlobSync.length);
  for (const args of [[], [5], [path.join(dir, 'none')], [path.join(dir, 'none'), 5], [file, 5], [file, { type: 5 }], [file, { type: null }], [file, { type: 'TEXT/Plain' }], [file, null],
    [file, { type: 'é' }], [new URL(`file://${file}`)], [Buffer.from(file)]]) {
    const promise = tell(() => fs.openAsBlob(...args));
    console.log(promise instanceof Promise, await promise, tell(() => fs.openAsBlobSync(...args)));
  }
  const blob = await fs.openAsBlob(file, { type: 'text/plain' });
  console.log(await blob.text(), await blob.slice(1, 3).text(), Buffer.from(await blob.arrayBuffer()), blob.constructor === Blob, await new Blob(['<', blob, '>']).text());
  for await (const chunk of blob.stream()) console.log(chunk);
  console.log(tell(() => structuredClone(blob)));
  fs.writeFileSync(file, 'changed it');
  console.log(await later(blob.text()), await later(blob.slice(1, 3).bytes()), await later(new Blob([blob]).arrayBuffer()));
  try {
    for await (const chunk of blob.stream()) console.log(chunk);
  } catch (error) {
    console.log(words(error));
  }
  fs.writeFileSync(file, 'x'.repeat(1e6));
  const large = await fs.openAsBlob(file);
  console.log((await large.text()).length, (await large.slice(262140, 262150).text()).length);
  let size = 0;
  for await (const chunk of large.stream()) size += chunk.length;
  console.log(size);
  const gone = fs.openAsBlobSync(file);
  fs.rmSync(dir, { recursive: true });
  console.log(await later(gone.text()));
})();
