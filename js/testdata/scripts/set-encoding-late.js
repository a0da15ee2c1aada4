'use strict';
// setEncoding when something waits to be read already: text, bytes that are cut, objects.

const { Readable } = require('stream');

const waiting = [[''], ['ab', 'c'], [Buffer.from('é')], [Buffer.from([0xc3])], [Buffer.from([0xc3]), Buffer.from([0xa9])], [5, { a: 1 }]];

for (const objectMode of [false, true]) {
  for (const chunks of objectMode ? waiting : waiting.slice(0, -1)) {
    for (const ended of [false, true]) {
      for (const encoding of ['utf8', 'hex']) {
        const name = [objectMode ? 'objects' : 'bytes', JSON.stringify(chunks), ended, encoding].join(' ');
        const r = new Readable({ read() {}, objectMode });
        for (const chunk of chunks) r.push(chunk);
        if (ended) r.push(null);
        try {
          r.setEncoding(encoding);
        } catch (err) {
          console.log(name, err.code, err.message);
        }
        console.log(name, r.readableLength, r.readableEncoding, r.read(), r.readableLength, r.read(), r.readableLength);
        r.on('data', (d) => console.log(name, 'data', d)).on('end', () => console.log(name, 'end'));
      }
    }
  }
}

// What is put back is not decoded.
const r = new Readable({ read() {} });
r.push('bc');
r.setEncoding('utf8');
r.unshift(Buffer.from('xa'));
console.log(r.read(1), r.read(2), r.read());
