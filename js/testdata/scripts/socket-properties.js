'use strict';
// The properties of a socket that is not connected: own ones, accessors, defaults.

const net = require('net');
const stream = require('stream');

const socket = new net.Socket();
for (const [name, d] of Object.entries(Object.getOwnPropertyDescriptors(net.Socket.prototype)).sort()) {
  // Own properties of each socket in Node, accessors of the prototype in nodenet.
  if (/^(connecting|server|timeout|autoSelectFamilyAttemptedAddresses)$/.test(name)) continue;
  if (name.startsWith('_') && !/^_(connecting|handle|bytesDispatched)$/.test(name)) continue;
  console.log(name, typeof d.value, typeof d.get, typeof d.set, d.enumerable, d.configurable, d.writable);
}
for (const name of [
  'allowHalfOpen', 'autoSelectFamilyAttemptedAddresses', 'bufferSize', 'bytesRead', 'bytesWritten', 'closed', 'connecting', 'destroyed',
  'errored', 'localAddress', 'localFamily', 'localPort', 'pending', 'readable', 'readableAborted', 'readableDidRead', 'readableEncoding',
  'readableEnded', 'readableFlowing', 'readableHighWaterMark', 'readableLength', 'readableObjectMode', 'readyState', 'remoteAddress',
  'remoteFamily', 'remotePort', 'server', 'timeout', 'writable', 'writableAborted', 'writableCorked', 'writableEnded', 'writableFinished',
  'writableHighWaterMark', 'writableLength', 'writableNeedDrain', 'writableObjectMode', '_handle', '_bytesDispatched', '_connecting',
]) {
  console.log(name, socket[name]);
}
console.log(JSON.stringify(socket.address()));
for (const c of [stream, stream.Stream, stream.Duplex, stream.Readable, stream.Writable, require('events'), net.Socket]) {
  console.log('instanceof', c.name, socket instanceof c);
}
console.log(socket.constructor === net.Socket, Object.prototype.toString.call(socket));
console.log(net.Socket() instanceof net.Socket, net.Stream() instanceof net.Socket);
