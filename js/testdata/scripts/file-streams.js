'use strict';
// A file through a socket into another file.

const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const base = path.join(os.tmpdir(), `nn-${process.pid}-file`);
const content = Buffer.alloc(300_000, 'content ');
fs.writeFileSync(`${base}.in`, content);
process.on('exit', () => {
  fs.unlinkSync(`${base}.in`);
  fs.unlinkSync(`${base}.out`);
});
const server = net.createServer((accepted) => {
  accepted.pipe(fs.createWriteStream(`${base}.out`)).on('finish', () => {
    console.log('written', fs.readFileSync(`${base}.out`).equals(content), fs.statSync(`${base}.out`).size);
    server.close();
  });
}).listen(0, '127.0.0.1', () => {
  fs.createReadStream(`${base}.in`).pipe(net.connect(server.address().port, '127.0.0.1')).on('finish', () => console.log('sent'));
});
// in any order between the two
