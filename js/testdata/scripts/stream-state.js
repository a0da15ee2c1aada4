'use strict';
// _readableState and _writableState as programs look at them.

const net = require('net');

const look = (s) => {
  const r = s._readableState;
  const w = s._writableState;
  return [r.flowing, r.length, r.ended, r.endEmitted, r.reading, r.highWaterMark, r.destroyed, r.objectMode, r.encoding, '|',
          w.length, w.ending, w.ended, w.finished, w.needDrain, w.highWaterMark, w.destroyed, w.corked, w.objectMode, w.decodeStrings,
          w.bufferedRequestCount].join(' ');
};
const client = new net.Socket();
console.log('new', look(client));
const server = net.createServer((accepted) => {
  accepted.resume();
  accepted.end('hello');
}).listen(0, '127.0.0.1', () => {
  client.connect(server.address().port, '127.0.0.1');
  client.write('early');
  client.write('more');
  console.log('written', look(client));
  client.on('connect', () => console.log('connect', client._readableState.flowing, client._writableState.ended));
  client.on('data', () => console.log('data', client._readableState.flowing, client._readableState.length));
  client.on('end', () => console.log('end', client._readableState.ended, client._readableState.endEmitted));
  client.on('finish', () => console.log('finish', client._writableState.ended, client._writableState.finished, client._writableState.length));
  client.on('close', () => {
    console.log('close', look(client));
    console.log(client._readableState.closed, client._readableState.closeEmitted, client._writableState.closed, client._writableState.closeEmitted);
    console.log(client._readableState.errored, client._writableState.errored, client._readableState.autoDestroy, client._readableState.emitClose);
    server.close();
  });
});
