'use strict';
// Errors as objects: what is enumerable, toString, stack's first line, instanceof.

const net = require('net');

function show(label, error) {
  console.log(label, error instanceof Error, error.constructor.name, String(error));
  console.log(' ', error.stack.split('\n')[0]);
  for (const key of Object.keys(error)) console.log(' ', key, JSON.stringify(error[key]));
  console.log(' ', JSON.stringify(Object.getOwnPropertyDescriptor(error, 'code')), Object.hasOwn(error, 'message'), Object.keys({ ...error }).join());
}
const caught = (f) => {
  try {
    f();
  } catch (error) {
    return error;
  }
};
show('bad port', caught(() => net.connect(70000)));
show('bad type', caught(() => new net.Socket().setTimeout('x')));
show('missing', caught(() => net.connect({})));
show('unknown encoding', caught(() => new net.Socket().setEncoding('x')));
const socket = net.connect(1, '127.0.0.1');
socket.on('error', (error) => {
  show('refused', error);
});
