'use strict';
// FileHandle: lines, and a web stream of bytes.
const fs = require('fs');
const path = require('path');
const { tmpdir } = require('os');

const file = path.join(tmpdir(), `nn-${process.pid}-handle`);
fs.writeFileSync(file, 'one\r\ntwo\n' + 'x'.repeat(40000) + '\nlast');

async function told(name, f) {
  const handle = await fs.promises.open(file);
  try {
    console.log(name + ':', await f(handle));
  } catch (err) {
    console.log(name, 'throws', err.name, err.code, err.message);
  }
  await handle.close();
}

(async () => {
  await told('lines', async (handle) => { const lengths = []; for await (const line of handle.readLines()) lengths.push(line.length); return lengths; });
  await told('chunks', async (handle) => { const sizes = []; for await (const chunk of handle.readableWebStream()) sizes.push(chunk.byteLength); return sizes; });
  await told('twice', (handle) => { handle.readableWebStream(); handle.readableWebStream(); });
  await told('of a closed one', async (handle) => { await handle.close(); handle.readableWebStream(); });
  await told('autoClose', async (handle) => { for await (const chunk of handle.readableWebStream({ autoClose: true })) chunk; await new Promise(setImmediate); return handle.fd; });
  await told('cancel', async (handle) => { const reader = handle.readableWebStream().getReader(); await reader.read(); await reader.cancel(); return handle.fd > 0; });
  await told('autoClose and cancel', async (handle) => { const reader = handle.readableWebStream({ autoClose: true }).getReader(); await reader.read(); await reader.cancel(); return handle.fd; });
  await told('closed before it is read', async (handle) => { const reader = handle.readableWebStream().getReader(); await handle.close(); return (await reader.read()).done; });
  await told('byob', async (handle) => { const reader = handle.readableWebStream().getReader({ mode: 'byob' }); const { value } = await reader.read(new Uint8Array(5)); return Buffer.from(value).toString(); });
  for (const options of [null, 5, [], { autoClose: 1 }]) await told('options ' + JSON.stringify(options), (handle) => { handle.readableWebStream(options); return 'stream'; });
  fs.unlinkSync(file);
})();
