// What follows the end of compressed data: nothing may, where it is asked for, and for the
// streams of the web.
const zlib = require('zlib');
const ways = { Gunzip: zlib.gzipSync, Inflate: zlib.deflateSync, InflateRaw: zlib.deflateRawSync, Unzip: zlib.gzipSync, BrotliDecompress: zlib.brotliCompressSync };

function expand(name, rejectGarbageAfterEnd, first, ...rest) {
  return new Promise((resolve) => {
    const z = zlib[`create${name}`]({ rejectGarbageAfterEnd });
    const said = [''];
    z.on('data', (d) => { said[0] += d; }).on('end', () => said.push('end'));
    z.on('error', (e) => said.push(e.name, e.code, e.errno, e.message)).on('close', () => resolve(said.join(', ')));
    z.write(first, () => { for (const p of rest) z.write(p); z.end(); });
  });
}

async function main() {
  for (const [name, make] of Object.entries(ways)) {
    const data = make('hello');
    console.log(name, 'nothing:', await expand(name, true, data));
    console.log(name, 'in one piece:', await expand(name, true, Buffer.concat([data, Buffer.from('junk')])));
    console.log(name, 'later:', await expand(name, true, data, 'junk'));
    console.log(name, 'once more:', await expand(name, true, data, data));
    console.log(name, 'byte by byte:', await expand(name, true, data.subarray(0, 1), ...[...data.subarray(1), 0].map((b) => Buffer.of(b))));
    try { console.log(String(zlib[`${name[0].toLowerCase()}${name.slice(1)}Sync`](Buffer.concat([data, Buffer.of(0)]), { rejectGarbageAfterEnd: true }))); } catch (e) { console.log(e.code); }
    try { zlib[`create${name}`]({ rejectGarbageAfterEnd: 1 }); } catch (e) { console.log(e.code, e.message); }
  }
  for (const [format, make] of [['gzip', zlib.gzipSync], ['deflate', zlib.deflateSync], ['deflate-raw', zlib.deflateRawSync], ['brotli', zlib.brotliCompressSync]]) {
    for (const [what, junk] of Object.entries({ 'nothing': '', 'junk': 'junk', 'zeros': '\0\0', 'once more': make('again') })) {
      const stream = new Blob([make('hello'), junk]).stream().pipeThrough(new DecompressionStream(format));
      let got = '';
      try {
        for await (const p of stream) got += Buffer.from(p);
        console.log(format, what, got);
      } catch (e) { console.log(format, what, got, e.name, e.code, e.message, e.cause); }
    }
  }
}
main();
